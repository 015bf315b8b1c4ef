package dev.sluice.model.eventstream;

/** The value of a {@code retry} field as it is read: ASCII digits only, else it is no retry; saturating. */
final class RetryValue {
    private boolean digitsOnly;
    private boolean hasDigits;
    private long millis;

    void begin() {
        digitsOnly = true;
        hasDigits = false;
        millis = 0;
    }

    void append(byte[] bytes, int from, int length) {
        for (int i = from; i < from + length; i++) {
            int digit = bytes[i] - '0';
            if (digit < 0 || digit > 9) {
                digitsOnly = false;
                return;
            }
            hasDigits = true;
            millis = millis > (Long.MAX_VALUE - digit) / 10 ? Long.MAX_VALUE : millis * 10 + digit;
        }
    }

    void end(EventStreamSink sink) {
        if (digitsOnly && hasDigits) {
            sink.onRetry(millis);
        }
    }
}
