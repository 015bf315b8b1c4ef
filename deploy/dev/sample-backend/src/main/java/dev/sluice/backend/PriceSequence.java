package dev.sluice.backend;

import java.util.OptionalLong;

/**
 * The events of one symbol: number n is due at a fixed time after the start and its content follows from n alone. So the
 * sequence runs without a thread, every event is there for resume for ever, and all who ask for it get the same bytes.
 */
final class PriceSequence {
    private static final double MAX_RATE = 100_000;

    private final String symbol;
    private final double rate;
    private final int sizeBytes;
    private final long startNanos = System.nanoTime();
    private final long startMillis = System.currentTimeMillis();

    private PriceSequence(String symbol, double rate, int sizeBytes) {
        this.symbol = symbol;
        this.rate = rate;
        this.sizeBytes = sizeBytes;
    }

    static PriceSequence start(String symbol, Request request) {
        long size = request.count("size").orElse(1);
        if (size > 16 * 1024 * 1024) {
            throw new BadRequestException("size is at most 16 MiB");
        }
        return new PriceSequence(symbol, rate(request.query().getOrDefault("rate", "1")), (int) size);
    }

    private static double rate(String value) {
        if (!value.matches("[0-9]{1,6}(\\.[0-9]{1,6})?")) {
            throw new BadRequestException("rate must be events a second, was '" + value + "'");
        }
        double rate = Double.parseDouble(value);
        if (rate <= 0 || rate > MAX_RATE) {
            throw new BadRequestException("rate must be above 0 and at most " + (int) MAX_RATE);
        }
        return rate;
    }

    /** The number of the newest event; 1 from the start on. */
    long last() {
        return 1 + (long) ((System.nanoTime() - startNanos) / 1e9 * rate);
    }

    /** Until that event is due; 0 or less when it is. */
    long nanosUntil(long number) {
        return startNanos + afterNanos(number) - System.nanoTime();
    }

    String event(long number) {
        return Event.text(OptionalLong.of(number), "price", data(number));
    }

    private String data(long number) {
        long cents = 10_000 + Math.floorMod(symbol.hashCode() + number * 7_919, 2_000);
        StringBuilder data = new StringBuilder("{\"symbol\":")
                .append(Json.string(symbol))
                .append(",\"n\":")
                .append(number)
                .append(",\"price\":")
                .append(cents / 100)
                .append(cents % 100 < 10 ? ".0" : ".")
                .append(cents % 100)
                .append(",\"at\":")
                .append(startMillis + afterNanos(number) / 1_000_000);
        int missing = sizeBytes - data.length() - ",\"pad\":\"\"}".length();
        if (missing > 0) {
            data.append(",\"pad\":\"").append("x".repeat(missing)).append('"');
        }
        return data.append('}').toString();
    }

    private long afterNanos(long number) {
        return (long) ((number - 1) / rate * 1e9);
    }
}
