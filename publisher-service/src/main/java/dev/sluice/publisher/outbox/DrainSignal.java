package dev.sluice.publisher.outbox;

/** What publishers tell each other: {@code new}, {@code sent:<version>}, {@code stalled}, {@code recovered}. */
final class DrainSignal {
    static final String STALLED = "stalled";
    static final String RECOVERED = "recovered";

    private static final String SENT = "sent:";

    private DrainSignal() {}

    static String sent(long version) {
        return SENT + version;
    }

    /** Moves the mark; a signal it does not know, such as {@code new}, only wakes. */
    static void apply(String signal, SentMark mark) {
        if (signal.startsWith(SENT)) {
            mark.onSent(Long.parseLong(signal.substring(SENT.length())));
        } else if (signal.equals(STALLED)) {
            mark.onStalled();
        } else if (signal.equals(RECOVERED)) {
            mark.onRecovered();
        }
    }
}
