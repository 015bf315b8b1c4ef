package dev.sluice.publisher.delivery.outbox;

/** What an outbox row asks of an events topic: {@code <partitions>,<retentionMs>,<retentionBytes>}. */
record EventsTopicSettings(int partitions, long retentionMs, long retentionBytes) {
    static EventsTopicSettings of(OutboxStep.EnsureEventsTopic step) {
        return new EventsTopicSettings(step.partitions(), step.retentionMs(), step.retentionBytes());
    }

    static EventsTopicSettings parse(String text) {
        String[] parts = text.split(",", -1);
        if (parts.length != 3) {
            throw new IllegalStateException("an events topic's settings are three numbers, found '" + text + "'");
        }
        return new EventsTopicSettings(Integer.parseInt(parts[0]), Long.parseLong(parts[1]), Long.parseLong(parts[2]));
    }

    String text() {
        return partitions + "," + retentionMs + "," + retentionBytes;
    }
}
