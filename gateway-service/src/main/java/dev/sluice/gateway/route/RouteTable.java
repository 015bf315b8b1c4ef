package dev.sluice.gateway.route;

import dev.sluice.model.api.ApiRecord;
import dev.sluice.model.api.Cors;
import dev.sluice.model.api.Transport;
import dev.sluice.model.channel.RequestTarget;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * All APIs deployed on this environment at one moment. Immutable, for any thread: a lookup is a few hash look-ups and
 * comparisons, whatever the number of APIs.
 */
public final class RouteTable {
    public static final RouteTable EMPTY = of(List.of());

    private static final int MAX_VERSIONS = 20;
    private static final RouteResult UNKNOWN_API = new RouteResult.UnknownApi();

    private final Map<String, ApiRoutes> byApiId;
    private final Map<String, ApiRoutes> byBasePath;
    private final Map<String, ApiRoutes> undeployed;
    private final List<Cors> crossOrigin;
    private final Set<String> keyHeaders;
    private final Set<String> deletedApis;
    private final int longestBasePath;
    private final Map<String, List<ApiRoutes>> byContext;

    private RouteTable(
            Map<String, ApiRoutes> byApiId,
            Map<String, ApiRoutes> byBasePath,
            Map<String, ApiRoutes> undeployed,
            Set<String> deletedApis) {
        this.byApiId = byApiId;
        this.byBasePath = byBasePath;
        this.undeployed = undeployed;
        this.crossOrigin = byApiId.values().stream()
                .filter(ApiRoutes::isServed)
                .map(routes -> routes.api().cors())
                .filter(Cors::enabled)
                .distinct()
                .toList();
        this.keyHeaders = byApiId.values().stream()
                .filter(ApiRoutes::isServed)
                .map(routes -> routes.api().auth().apiKeyHeader().toLowerCase(Locale.ROOT))
                .collect(Collectors.toUnmodifiableSet());
        this.deletedApis = deletedApis;
        this.byContext = byApiId.values().stream()
                .filter(ApiRoutes::isServed)
                .collect(Collectors.groupingBy(ApiRoutes::contextPath));
        this.longestBasePath = Stream.of(byBasePath, undeployed)
                .flatMap(paths -> paths.keySet().stream())
                .mapToInt(String::length)
                .max()
                .orElse(0);
    }

    public static RouteTable of(Collection<ApiRoutes> apis) {
        return of(apis, List.of(), Set.of());
    }

    /**
     * Where two APIs claim the same base path, a served one wins, then the later change.
     *
     * @param undeployed as they were, some that have been taken from this environment
     * @param deletedApis ids of some that are gone for good
     */
    public static RouteTable of(Collection<ApiRoutes> apis, Collection<ApiRoutes> undeployed, Set<String> deletedApis) {
        Map<String, ApiRoutes> byApiId = HashMap.newHashMap(apis.size());
        apis.forEach(routes -> byApiId.put(routes.api().apiId(), routes));
        return new RouteTable(byApiId, byBasePath(apis), byBasePath(undeployed), Set.copyOf(deletedApis));
    }

    private static Map<String, ApiRoutes> byBasePath(Collection<ApiRoutes> apis) {
        Map<String, ApiRoutes> byBasePath = HashMap.newHashMap(apis.size());
        for (ApiRoutes routes : apis) {
            routes.basePaths().forEach(path -> byBasePath.merge(path, routes, RouteTable::stronger));
        }
        return byBasePath;
    }

    private static ApiRoutes stronger(ApiRoutes one, ApiRoutes other) {
        if (one.isServed() != other.isServed()) {
            return one.isServed() ? one : other;
        }
        return one.api().version() > other.api().version() ? one : other;
    }

    /**
     * Finds the topic of a request; the longest base path wins.
     *
     * @param rawPath as the client sent it
     * @param rawQuery as the client sent it, {@code null} = none
     * @param transport an API that is not offered over it is unknown
     */
    public RouteResult route(String rawPath, @Nullable String rawQuery, Transport transport) {
        if (!rawPath.startsWith("/")) {
            return new RouteResult.Malformed("the path does not begin with /");
        }
        RequestTarget target;
        try {
            target = RequestTarget.of(rawPath, rawQuery);
        } catch (IllegalArgumentException broken) {
            return new RouteResult.Malformed(String.valueOf(broken.getMessage()));
        }
        return route(target, transport);
    }

    private RouteResult route(RequestTarget target, Transport transport) {
        RouteResult deployed = route(byBasePath, target, transport);
        if (deployed != null) {
            return deployed;
        }
        return route(undeployed, target, transport) instanceof RouteResult.Found was
                ? new RouteResult.Undeployed(was)
                : UNKNOWN_API;
    }

    /** {@code null} = none of these APIs has the path. */
    private @Nullable RouteResult route(Map<String, ApiRoutes> apis, RequestTarget target, Transport transport) {
        String path = target.path();
        // Not from the end of any path: one of thousands of slashes would cost as many look-ups.
        int end = path.length() <= longestBasePath ? path.length() : path.lastIndexOf('/', longestBasePath);
        for (; end > 0; end = path.lastIndexOf('/', end - 1)) {
            ApiRoutes routes = apis.get(path.substring(0, end));
            if (routes != null) {
                // A retired API hides its path even where the default version's wildcard would match.
                return routes.isServedOver(transport)
                        ? routes.route(path.substring(end), target, transport)
                        : UNKNOWN_API;
            }
        }
        return null;
    }

    /**
     * Finds the served APIs whose context a path begins with, whatever version it names, each by its first topic: at most
     * {@value #MAX_VERSIONS}, the newest first.
     *
     * @param rawPath as the client sent it; well-formed
     */
    public List<RouteResult.Found> versionsAt(String rawPath, Transport transport) {
        RequestTarget target = RequestTarget.of(rawPath, null);
        String path = target.path();
        int end = path.length() <= longestBasePath ? path.length() : path.lastIndexOf('/', longestBasePath);
        for (; end > 0; end = path.lastIndexOf('/', end - 1)) {
            List<ApiRoutes> versions = byContext.get(path.substring(0, end));
            if (versions != null) {
                return versions.stream()
                        .filter(routes -> routes.isServedOver(transport))
                        .sorted(Comparator.comparing(
                                        (ApiRoutes routes) -> routes.api().version())
                                .reversed())
                        .limit(MAX_VERSIONS)
                        .flatMap(routes -> routes.firstTopic(target, transport).stream())
                        .toList();
            }
        }
        return List.of();
    }

    /** Returns whether the rules of any API allow pages of this origin. */
    public boolean allowsOrigin(String origin) {
        return crossOrigin.stream().anyMatch(rules -> rules.allows(origin));
    }

    /** Returns whether any API has its keys in this header; case does not count. */
    public boolean isKeyHeader(String name) {
        return keyHeaders.contains(name.toLowerCase(Locale.ROOT));
    }

    /** An API deployed here, served or not. */
    public Optional<ApiRecord> api(String apiId) {
        return Optional.ofNullable(byApiId.get(apiId)).map(ApiRoutes::api);
    }

    /** Returns whether an API that is not deployed here any more is known to be gone for good. */
    public boolean isDeleted(String apiId) {
        return deletedApis.contains(apiId);
    }
}
