package dev.sluice.publisher.api.design;

/**
 * What is written about a topic, for people and for definitions; no gateway asks for it.
 *
 * @param payloadSchema a JSON schema of its events' data as text; empty = not said
 */
public record TopicDoc(String description, String payloadSchema) {
    public boolean isEmpty() {
        return description.isEmpty() && payloadSchema.isEmpty();
    }
}
