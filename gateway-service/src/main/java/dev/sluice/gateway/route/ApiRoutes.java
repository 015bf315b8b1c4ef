package dev.sluice.gateway.route;

import dev.sluice.model.api.ApiRecord;
import dev.sluice.model.api.LifecycleState;
import dev.sluice.model.api.Transport;
import dev.sluice.model.channel.RequestTarget;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** One deployed API, compiled once so that a lookup only compares. Immutable. */
public final class ApiRoutes {
    private static final Set<String> RESERVED = Set.of("sluice", "q", ".well-known");
    private static final String VERSION_PARAMETER = "/{version}";

    private final ApiRecord api;
    private final Set<String> basePaths;
    private final String contextPath;
    private final List<TopicRoute> topics;

    private ApiRoutes(ApiRecord api, Set<String> basePaths, List<TopicRoute> topics) {
        this.api = api;
        this.basePaths = Set.copyOf(basePaths);
        this.contextPath = contextPath(api.context());
        this.topics = List.copyOf(topics);
    }

    /**
     * Compiles an API.
     *
     * @throws IllegalArgumentException with what is wrong: a reserved path, a topic that is no address
     */
    public static ApiRoutes of(ApiRecord api) {
        Set<String> basePaths = new LinkedHashSet<>();
        basePaths.add(basePath(api.basePath()));
        if (api.defaultVersion()) {
            basePaths.add(basePath(api.context().replace(VERSION_PARAMETER, "")));
        }
        List<TopicRoute> topics = api.topics().stream()
                .map(TopicRoute::of)
                .sorted(TopicRoute.MATCH_ORDER)
                .toList();
        return new ApiRoutes(api, basePaths, topics);
    }

    private static String basePath(String text) {
        String path = RequestTarget.of(text, null).path();
        if (!path.startsWith("/") || path.length() < 2 || path.endsWith("/")) {
            throw new IllegalArgumentException("'" + text + "' is no base path");
        }
        int end = path.indexOf('/', 1);
        String first = path.substring(1, end < 0 ? path.length() : end);
        if (RESERVED.contains(first)) {
            throw new IllegalArgumentException("base path '" + text + "' begins with a reserved segment");
        }
        return path;
    }

    private static String contextPath(String context) {
        int version = context.indexOf(VERSION_PARAMETER);
        return RequestTarget.of(version < 0 ? context : context.substring(0, version), null)
                .path();
    }

    public ApiRecord api() {
        return api;
    }

    /** The paths below which clients find it: with its version, and without when it is the default version. */
    Set<String> basePaths() {
        return basePaths;
    }

    /** The context as far as it is the same for all versions. */
    String contextPath() {
        return contextPath;
    }

    /** A topic to ask a client's rights by; empty when there is none. */
    Optional<RouteResult.Found> firstTopic(RequestTarget target, Transport transport) {
        return topics.stream()
                .findFirst()
                .map(first -> new RouteResult.Found(api, first.topic(), transport, target, "/"));
    }

    /** Returns whether any client is shown it. */
    boolean isServed() {
        return api.state() != LifecycleState.RETIRED && !api.transports().isEmpty();
    }

    boolean isServedOver(Transport transport) {
        return api.state() != LifecycleState.RETIRED && api.transports().contains(transport);
    }

    /**
     * Finds the topic. One slash at the end counts under a wildcard only: elsewhere it is the same channel without.
     *
     * @param path what follows the base path; empty = its root
     */
    RouteResult route(String path, RequestTarget target, Transport transport) {
        RequestTarget bare = target.withoutTrailingSlash();
        String topicPath = path.isEmpty() ? "/" : path;
        String barePath = path.length() < 2 || bare == target ? topicPath : path.substring(0, path.length() - 1);
        for (TopicRoute topic : topics) {
            boolean isExact = topic.pattern().isWildcard();
            Optional<String> backendPath = topic.backendPath(isExact ? topicPath : barePath);
            if (backendPath.isPresent()) {
                return new RouteResult.Found(api, topic.topic(), transport, isExact ? target : bare, backendPath.get());
            }
        }
        return new RouteResult.UnknownTopic(api);
    }
}
