package dev.sluice.publisher.delivery.outbox;

/** What publishers tell each other: {@code new}, {@code sent:<topic>:<version>}, {@code stalled:<topic>}. */
final class DrainSignal {
    private static final String SENT = "sent:";
    private static final String STALLED = "stalled:";

    private DrainSignal() {}

    static String sent(ControlTopic topic, long version) {
        return sentTo(topic) + version;
    }

    static String stalled(ControlTopic topic) {
        return STALLED + topic.text();
    }

    /** Moves the mark of this topic; a signal that is not about it, such as {@code new}, only wakes. */
    static void apply(String signal, ControlTopic topic, SentMark mark) {
        if (signal.startsWith(sentTo(topic))) {
            mark.onSent(Long.parseLong(signal.substring(sentTo(topic).length())));
        } else if (signal.equals(stalled(topic))) {
            mark.onStalled();
        }
    }

    private static String sentTo(ControlTopic topic) {
        return SENT + topic.text() + ':';
    }
}
