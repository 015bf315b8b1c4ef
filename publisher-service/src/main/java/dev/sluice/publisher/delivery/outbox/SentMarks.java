package dev.sluice.publisher.delivery.outbox;

import static java.util.Objects.requireNonNull;

import java.util.Arrays;
import java.util.EnumMap;
import java.util.Map;

/** How far the outbox has been sent: a mark for each control topic. Any thread. */
public final class SentMarks {
    private final Map<ControlTopic, SentMark> marks = new EnumMap<>(ControlTopic.class);

    SentMarks() {
        Arrays.stream(ControlTopic.values()).forEach(topic -> marks.put(topic, new SentMark()));
    }

    SentMark of(ControlTopic topic) {
        return requireNonNull(marks.get(topic));
    }

    /** Waits until this change is in Kafka, at most to this {@link System#nanoTime}. */
    public SentMark.Sent await(Change change, long deadlineNanos) throws InterruptedException {
        return of(change.topic()).await(change.version(), deadlineNanos);
    }

    /** Returns whether a drain has found Kafka unreachable and has not been back since. */
    public boolean isStalled() {
        return marks.values().stream().anyMatch(SentMark::isStalled);
    }
}
