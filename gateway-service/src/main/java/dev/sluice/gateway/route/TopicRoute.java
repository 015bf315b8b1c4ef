package dev.sluice.gateway.route;

import dev.sluice.model.api.ApiTopic;
import dev.sluice.model.channel.RequestTarget;
import dev.sluice.model.topic.TopicPattern;
import java.util.Comparator;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A topic with its pattern ready to be matched against normalised paths. */
record TopicRoute(
        TopicPattern pattern, ApiTopic topic, @Nullable String mapping) {
    /** The order in which topics are tried: literal, then template, then wildcard, longer first. */
    static final Comparator<TopicRoute> MATCH_ORDER = Comparator.comparing(TopicRoute::pattern);

    /** @throws IllegalArgumentException with what is wrong with its address or mapping */
    static TopicRoute of(ApiTopic topic) {
        String mapping = topic.uriMapping();
        return new TopicRoute(
                TopicPattern.of(normalise(topic.target())), topic, mapping == null ? null : normalise(mapping));
    }

    /** Returns the backend's path when this topic is meant; {@code path} begins after the API's base path. */
    Optional<String> backendPath(String path) {
        return pattern.match(path).map(parts -> mapping == null ? path : TopicPattern.fill(mapping, parts));
    }

    /** Literal segments in the form in which requests are compared; parameters and the wildcard stay. */
    private static String normalise(String address) {
        if (!address.startsWith("/")) {
            throw new IllegalArgumentException("topic address '" + address + "' must begin with /");
        }
        StringBuilder normal = new StringBuilder(address.length());
        for (String segment : address.substring(1).split("/", -1)) {
            boolean variable = segment.startsWith("{") || segment.equals("*");
            normal.append(
                    variable
                            ? '/' + segment
                            : RequestTarget.of('/' + segment, null).path());
        }
        return normal.toString();
    }
}
