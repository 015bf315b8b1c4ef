package dev.sluice.definition.importing;

import com.fasterxml.jackson.databind.JsonNode;
import dev.sluice.definition.document.LocatedNode;
import dev.sluice.definition.document.Outline;
import dev.sluice.model.definition.EventExample;
import dev.sluice.model.definition.EventMessage;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Messages by names under which documents can refer to them; each is read once. */
final class MessagesReader {
    private final Outline outline;
    private final PayloadReader payloads;
    private final Map<String, EventMessage> messages = new LinkedHashMap<>();
    private final Map<String, String> nameByPointer = new HashMap<>();
    private final Map<String, Integer> nextByName = new HashMap<>();

    MessagesReader(Outline outline, PayloadReader payloads) {
        this.outline = outline;
        this.payloads = payloads;
    }

    Map<String, EventMessage> messages() {
        return messages;
    }

    /** The name of a message, references followed. */
    String nameOf(LocatedNode message) {
        String known = nameByPointer.get(message.pointer());
        if (known != null) {
            return known;
        }
        String wanted = wanted(message);
        String name = wanted;
        int i = nextByName.getOrDefault(wanted, 2);
        while (messages.containsKey(name)) {
            name = wanted + '_' + i++;
        }
        nextByName.put(wanted, i);
        nameByPointer.put(message.pointer(), name);
        messages.put(name, read(message));
        return name;
    }

    /** Its key where it stands under one, else what it calls itself. */
    private static String wanted(LocatedNode message) {
        String key = message.pointer().contains("/messages/")
                ? message.name()
                : message.get("name").text();
        String clean = key.replaceAll("[^A-Za-z0-9._-]", "_");
        return clean.isEmpty() ? "Event" : clean;
    }

    private EventMessage read(LocatedNode message) {
        LocatedNode payload = message.get("payload");
        LocatedNode format = message.get("schemaFormat");
        if (payload.get("schemaFormat").exists() && payload.get("schema").exists()) {
            format = payload.get("schemaFormat");
            payload = payload.get("schema");
        }
        String type = message.get("name").text();
        return new EventMessage(
                type.isBlank() ? "message" : type,
                orNull(message.get("title")),
                message.get("summary").text(),
                contentType(message),
                orNull(format),
                payloads.read(payload),
                examples(message));
    }

    @Nullable
    Object plain(JsonNode value) {
        return payloads.plain(value);
    }

    private @Nullable String contentType(LocatedNode message) {
        String own = orNull(message.get("contentType"));
        return own != null ? own : orNull(outline.document().top().get("defaultContentType"));
    }

    private List<EventExample> examples(LocatedNode message) {
        List<EventExample> examples = new ArrayList<>();
        for (LocatedNode example : message.get("examples").entries()) {
            examples.add(new EventExample(
                    orNull(example.get("name")),
                    orNull(example.get("summary")),
                    payloads.plain(example.get("headers").node()),
                    payloads.plain(example.get("payload").node())));
        }
        return examples;
    }

    static @Nullable String orNull(LocatedNode text) {
        return text.text().isEmpty() ? null : text.text();
    }
}
