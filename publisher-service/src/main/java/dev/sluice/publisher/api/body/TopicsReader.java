package dev.sluice.publisher.api.body;

import dev.sluice.model.WireName;
import dev.sluice.model.api.ApiTopic;
import dev.sluice.model.api.TopicStreaming;
import dev.sluice.model.api.TopicStreaming.Heartbeat;
import dev.sluice.model.topic.TopicPattern;
import dev.sluice.publisher.api.design.Design.Topics;
import dev.sluice.publisher.api.design.TopicDoc;
import dev.sluice.publisher.web.problem.Fields;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;

/** Topics out of a body: {@code operations} of an API, {@code list} of a list of topics. */
final class TopicsReader {
    static final int MAX_TOPICS = 200;
    private static final int MAX_SCOPE = 255;
    private static final String ANY = "Any";
    private static final Set<String> AUTH_TYPES =
            Set.of(ANY, ApiTopic.OPEN, "Application", "Application User", "Application & Application User");
    private static final Set<String> STREAMING =
            Set.of("pull", "resume", "slowClient", "onGap", "controlEvents", "heartbeat");

    private final String address;
    private final Set<String> scopes;
    private final Function<String, ApiTopic> before;

    /**
     * @param address the field that holds a topic's address
     * @param scopes those that the API declares
     * @param before the topic that a target had so far, or {@link #fresh}: what the body leaves out stays as it is there
     */
    TopicsReader(String address, Set<String> scopes, Function<String, ApiTopic> before) {
        this.address = address;
        this.scopes = scopes;
        this.before = before;
    }

    /** A topic of which nothing but its address is decided. */
    static ApiTopic fresh(String target) {
        return new ApiTopic(target, null, ANY, List.of(), TopicStreaming.DEFAULT);
    }

    Topics read(List<Fields> entries) {
        List<ApiTopic> topics = new ArrayList<>();
        Map<String, TopicDoc> docs = new HashMap<>();
        Map<String, String> shapes = new HashMap<>();
        for (Fields entry : entries) {
            ApiTopic topic = topic(entry);
            String other = shapes.putIfAbsent(topic.target().replaceAll("\\{[^}]*}", "{}"), topic.target());
            if (other != null) {
                entry.wrong(
                        address,
                        other.equals(topic.target())
                                ? "is there twice: " + other
                                : topic.target() + " means the same paths as " + other);
            }
            topics.add(topic);
            TopicDoc doc = TopicDocReader.read(entry);
            if (!doc.isEmpty()) {
                docs.put(topic.target(), doc);
            }
        }
        return new Topics(List.copyOf(topics), Map.copyOf(docs));
    }

    private ApiTopic topic(Fields entry) {
        String target = entry.required(address, TopicPattern.MAX_LENGTH);
        checkPattern(entry, address, target);
        entry.skip("id");
        entry.fixed("mode", "SUBSCRIBE");
        ApiTopic known = before.apply(target);
        if (!entry.text("verb", "SUBSCRIBE", 32).equalsIgnoreCase("SUBSCRIBE")) {
            entry.wrong("verb", "must be SUBSCRIBE");
        }
        String authType = entry.text("authType", known.authType(), 64);
        if (!AUTH_TYPES.contains(authType)) {
            entry.wrong("authType", "must be one of " + String.join(", ", new TreeSet<>(AUTH_TYPES)));
        }
        String knownMapping = known.uriMapping();
        String mapping = entry.text("uriMapping", knownMapping == null ? "" : knownMapping, TopicPattern.MAX_LENGTH);
        if (!mapping.isEmpty()) {
            checkMapping(entry, target, mapping);
        }
        return new ApiTopic(
                target,
                mapping.isEmpty() ? null : mapping,
                authType,
                scopes(entry, known),
                entry.has("streaming") ? streaming(entry.object("streaming")) : known.streaming());
    }

    private List<String> scopes(Fields entry, ApiTopic known) {
        List<String> asked = entry.texts("scopes", known.scopes(), MAX_TOPICS, MAX_SCOPE).stream()
                .distinct()
                .toList();
        for (String scope : asked) {
            if (!scopes.contains(scope)) {
                entry.wrong(
                        "scopes",
                        "has '" + scope + "', which is not among the API's scopes; a shared one has to be there, too");
            }
        }
        return asked;
    }

    private static void checkPattern(Fields entry, String field, String text) {
        if (text.isBlank()) {
            return;
        }
        try {
            TopicPattern.of(text);
        } catch (IllegalArgumentException wrong) {
            entry.wrong(field, String.valueOf(wrong.getMessage()));
        }
    }

    /** Every variable part of the backend's path has to come out of the client's. */
    private static void checkMapping(Fields entry, String target, String mapping) {
        checkPattern(entry, "uriMapping", mapping);
        List<String> given = List.of(target.split("/", -1));
        for (String segment : mapping.split("/", -1)) {
            boolean variable = segment.startsWith("{") || segment.equals("*");
            if (variable && !given.contains(segment)) {
                entry.wrong("uriMapping", "has " + segment + ", which the target has not");
            }
        }
    }

    private static TopicStreaming streaming(Fields streaming) {
        streaming.onlyKnown(STREAMING);
        boolean controlEvents = streaming.flag("controlEvents", TopicStreaming.DEFAULT.controlEvents());
        Heartbeat heartbeat = streaming
                .choice("heartbeat", Heartbeat.class, WireName::wireName)
                .orElse(TopicStreaming.DEFAULT.heartbeat());
        if (heartbeat == Heartbeat.EVENT && !controlEvents) {
            streaming.wrong("heartbeat", "must be comment where controlEvents is false: event is one of them");
        }
        return new TopicStreaming(
                streaming
                        .choice("pull", TopicStreaming.Pull.class, WireName::wireName)
                        .orElse(null),
                streaming
                        .choice("resume", TopicStreaming.Resume.class, WireName::wireName)
                        .orElse(TopicStreaming.DEFAULT.resume()),
                streaming
                        .choice("slowClient", TopicStreaming.SlowClient.class, WireName::wireName)
                        .orElse(TopicStreaming.DEFAULT.slowClient()),
                streaming
                        .choice("onGap", TopicStreaming.OnGap.class, WireName::wireName)
                        .orElse(TopicStreaming.DEFAULT.onGap()),
                controlEvents,
                heartbeat);
    }
}
