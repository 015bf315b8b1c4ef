package dev.sluice.publisher.web.browser;

import dev.sluice.service.http.WebOrigin;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Whether a request that changes something may have been sent for another site's page by a browser that adds the user's
 * credential by itself. Scripts send neither {@code Origin} nor {@code Sec-Fetch-Site}; a page cannot set either of them,
 * nor a Bearer token without asking first, which is granted to no origin. Immutable.
 */
public final class OriginRule {
    /** A setting by itself: a mapping of all {@code sluice.publisher} would claim the keys of the others. */
    public static final String KEY = "sluice.publisher.origins";

    static final String BEARER = "bearer ";
    private static final Set<String> READS = Set.of("GET", "HEAD", "OPTIONS", "TRACE");
    /** The page's own requests, and those that the user typed. */
    private static final Set<String> OWN = Set.of("same-origin", "none");

    private final Set<WebOrigin> named = new HashSet<>();

    /**
     * @param origins none = the one that a request was sent to
     * @throws IllegalArgumentException which of them is none
     */
    OriginRule(List<String> origins) {
        for (String origin : origins) {
            named.add(WebOrigin.of(origin)
                    .orElseThrow(() -> new IllegalArgumentException("sluice.publisher.origins: '" + origin
                            + "' is no origin as https://portal.example.org, without a path")));
        }
    }

    /**
     * What is asked about.
     *
     * @param requestedOrigin scheme and authority that it was sent to
     * @param authorization {@code null} = there is none
     */
    record Sender(
            String method,
            String requestedOrigin,
            @Nullable String authorization,
            List<String> origins,
            List<String> fetchSites) {
        Sender {
            origins = List.copyOf(origins);
            fetchSites = List.copyOf(fetchSites);
        }

        private boolean isBearer() {
            return authorization != null && authorization.regionMatches(true, 0, BEARER, 0, BEARER.length());
        }
    }

    /** Why it is refused; empty = it is not. */
    Optional<String> fault(Sender sender) {
        if (READS.contains(sender.method()) || sender.isBearer()) {
            return Optional.empty();
        }
        if (!sender.origins().stream().allMatch(origin -> isOurs(origin, sender.requestedOrigin()))) {
            return Optional.of("Its Origin is not "
                    + (named.isEmpty()
                            ? "the scheme, host and port that it was sent to: name it in sluice.publisher.origins."
                            : "one of sluice.publisher.origins."));
        }
        // An origin that is named may be another site, and its browser says so.
        boolean isNamed = !named.isEmpty() && !sender.origins().isEmpty();
        boolean isOwn = sender.fetchSites().stream()
                .allMatch(site -> OWN.contains(site.strip().toLowerCase(Locale.ROOT)));
        return isNamed || isOwn ? Optional.empty() : Optional.of("Its Sec-Fetch-Site is neither same-origin nor none.");
    }

    private boolean isOurs(String text, String requestedOrigin) {
        Optional<WebOrigin> origin = WebOrigin.of(text);
        return named.isEmpty()
                ? origin.isPresent() && origin.equals(WebOrigin.of(requestedOrigin))
                : origin.filter(named::contains).isPresent();
    }
}
