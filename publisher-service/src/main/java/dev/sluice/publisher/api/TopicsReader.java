package dev.sluice.publisher.api;

import dev.sluice.model.WireName;
import dev.sluice.model.api.ApiTopic;
import dev.sluice.model.api.TopicStreaming;
import dev.sluice.model.topic.TopicPattern;
import dev.sluice.publisher.problem.Fields;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** {@code operations}: the topics of an API; {@code /*} when none is given. */
final class TopicsReader {
    static final int MAX_TOPICS = 200;
    private static final String EVERYTHING = "/*";
    private static final String ANY = "Any";
    private static final Set<String> AUTH_TYPES =
            Set.of(ANY, ApiTopic.OPEN, "Application", "Application User", "Application & Application User");
    private static final Set<String> STREAMING = Set.of("pull", "resume", "slowClient", "onGap", "controlEvents");

    private TopicsReader() {}

    static List<ApiTopic> read(Fields body) {
        List<ApiTopic> topics = new ArrayList<>();
        Set<String> targets = new HashSet<>();
        for (Fields operation : body.objects("operations", MAX_TOPICS)) {
            ApiTopic topic = topic(operation);
            if (!targets.add(topic.target())) {
                operation.wrong("target", "is there twice: " + topic.target());
            }
            topics.add(topic);
        }
        if (topics.isEmpty()) {
            topics.add(new ApiTopic(EVERYTHING, null, ANY, List.of(), TopicStreaming.DEFAULT));
        }
        return topics;
    }

    private static ApiTopic topic(Fields operation) {
        String target = operation.required("target", TopicPattern.MAX_LENGTH);
        checkPattern(operation, "target", target);
        if (!operation.text("verb", "SUBSCRIBE", 32).equalsIgnoreCase("SUBSCRIBE")) {
            operation.wrong("verb", "must be SUBSCRIBE");
        }
        String authType = operation.text("authType", ANY, 64);
        if (!AUTH_TYPES.contains(authType)) {
            operation.wrong("authType", "must be one of " + String.join(", ", new java.util.TreeSet<>(AUTH_TYPES)));
        }
        if (!operation.texts("scopes", List.of(), MAX_TOPICS, 250).isEmpty()) {
            // Left out in silence, the topic would be open to tokens that the creator meant to keep out.
            operation.wrong("scopes", "must be empty: this version checks no scopes");
        }
        String mapping = operation.text("uriMapping", "", TopicPattern.MAX_LENGTH);
        if (!mapping.isEmpty()) {
            checkMapping(operation, target, mapping);
        }
        return new ApiTopic(
                target,
                mapping.isEmpty() ? null : mapping,
                authType,
                List.of(),
                streaming(operation.object("streaming")));
    }

    private static void checkPattern(Fields operation, String field, String text) {
        if (text.isBlank()) {
            return;
        }
        try {
            TopicPattern.of(text);
        } catch (IllegalArgumentException wrong) {
            operation.wrong(field, String.valueOf(wrong.getMessage()));
        }
    }

    /** Every variable part of the backend's path has to come out of the client's. */
    private static void checkMapping(Fields operation, String target, String mapping) {
        checkPattern(operation, "uriMapping", mapping);
        List<String> given = List.of(target.split("/", -1));
        for (String segment : mapping.split("/", -1)) {
            boolean variable = segment.startsWith("{") || segment.equals("*");
            if (variable && !given.contains(segment)) {
                operation.wrong("uriMapping", "has " + segment + ", which the target has not");
            }
        }
    }

    private static TopicStreaming streaming(Fields streaming) {
        streaming.onlyKnown(STREAMING);
        TopicStreaming.SlowClient slowClient = streaming
                .choice("slowClient", TopicStreaming.SlowClient.class, WireName::wireName)
                .orElse(TopicStreaming.DEFAULT.slowClient());
        if (slowClient != TopicStreaming.SlowClient.REPLAY) {
            streaming.wrong("slowClient", "must be replay: this version has no other");
        }
        return new TopicStreaming(
                streaming
                        .choice("pull", TopicStreaming.Pull.class, WireName::wireName)
                        .orElse(null),
                streaming
                        .choice("resume", TopicStreaming.Resume.class, WireName::wireName)
                        .orElse(TopicStreaming.DEFAULT.resume()),
                slowClient,
                streaming
                        .choice("onGap", TopicStreaming.OnGap.class, WireName::wireName)
                        .orElse(TopicStreaming.DEFAULT.onGap()),
                streaming.flag("controlEvents", TopicStreaming.DEFAULT.controlEvents()));
    }
}
