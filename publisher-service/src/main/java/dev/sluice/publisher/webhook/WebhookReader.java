package dev.sluice.publisher.webhook;

import dev.sluice.outbound.OutboundPolicy;
import dev.sluice.outbound.OutboundUrl;
import dev.sluice.outbound.PrivatePlace;
import dev.sluice.publisher.api.endpoint.OutboundConfig;
import dev.sluice.publisher.web.problem.Fields;
import jakarta.enterprise.context.ApplicationScoped;
import java.net.InetAddress;
import java.net.URI;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** A webhook out of a body. */
@ApplicationScoped
class WebhookReader {
    private static final int MAX_URL = 2_000;
    private static final int MAX_EVENT = 32;
    private static final int MAX_DESCRIPTION = 255;
    private static final int MAX_SECRET = 128;
    private static final String SECRET = "secret";
    private static final String URL = "url";

    private final OutboundPolicy policy;

    WebhookReader(OutboundConfig config) {
        this.policy = OutboundPolicy.of(config.allowPrivate(), config.allow().orElse(List.of()));
    }

    /** Notes in the fields what is wrong with it. */
    WebhookDetails details(Fields fields) {
        List<String> events = fields
                .texts("events", List.of(), WebhookEvent.texts().size(), MAX_EVENT)
                .stream()
                .distinct()
                .sorted()
                .toList();
        if (events.isEmpty() || !WebhookEvent.texts().containsAll(events)) {
            fields.wrong("events", "must name some of " + String.join(", ", WebhookEvent.texts()));
        }
        return new WebhookDetails(
                url(fields), events, fields.text("description", "", MAX_DESCRIPTION), fields.flag("active", true));
    }

    /** Empty = none was sent. */
    static Optional<WebhookSecret> secret(Fields fields) {
        String text = fields.text(SECRET, "", MAX_SECRET);
        Optional<WebhookSecret> secret = WebhookSecret.of(text);
        if (!text.isEmpty() && secret.isEmpty()) {
            fields.wrong(SECRET, "must be whsec_ and the base64 of 24 to 64 bytes");
        }
        return secret;
    }

    /** Notes that there is no key to seal it with. */
    static void refuseSecret(Fields fields) {
        fields.wrong(
                SECRET, "cannot be stored: this publisher has no key to seal it with. Set sluice.secrets.key-file");
    }

    private String url(Fields fields) {
        String text = fields.required(URL, MAX_URL).strip();
        if (text.isEmpty()) {
            return text;
        }
        switch (OutboundUrl.of(text)) {
            case OutboundUrl.Bad(String reason) -> fields.wrong(URL, reason);
            case OutboundUrl.Good(URI url) -> {
                if (policy.forbids(url)) {
                    fields.wrong(
                            URL,
                            "leads to an address that this installation does not allow: see"
                                    + " sluice.publisher.outbound.allow; reserved and link-local ones never are");
                } else if (!isSecure(url) && !mayBePlain(url)) {
                    fields.wrong(URL, "must begin with https://: http is for private addresses that are allowed alone");
                }
            }
        }
        return text;
    }

    private static boolean isSecure(URI url) {
        return url.getScheme().toLowerCase(Locale.ROOT).equals("https");
    }

    /** What its name leads to is asked when it is connected to. */
    private boolean mayBePlain(URI url) {
        return policy.allowPrivate()
                || policy.allowed().stream()
                        .anyMatch(place -> OutboundUrl.address(url.getHost())
                                .map(address -> place.covers(url.getHost(), address))
                                .orElseGet(() -> place instanceof PrivatePlace.HostSuffix suffix
                                        && suffix.covers(url.getHost(), InetAddress.getLoopbackAddress())));
    }
}
