package dev.sluice.publisher.delivery.outbox;

/** A control record that a committed transaction has asked for. */
public record Change(ControlTopic topic, String key, long version) {}
