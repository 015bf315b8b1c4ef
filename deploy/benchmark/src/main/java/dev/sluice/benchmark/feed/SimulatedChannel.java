package dev.sluice.benchmark.feed;

import java.util.concurrent.ThreadLocalRandom;

/** One channel as its relay knows it. For the relay's thread. */
final class SimulatedChannel {
    private static final int GENERATION_LENGTH = 10;

    private final String key;
    private final String generation = drawn();
    private long sequence;

    SimulatedChannel(String key) {
        this.key = key;
    }

    String key() {
        return key;
    }

    String generation() {
        return generation;
    }

    /** Of its last event, 0 = none yet. */
    long sequence() {
        return sequence;
    }

    long nextSequence() {
        return ++sequence;
    }

    private static String drawn() {
        StringBuilder text = new StringBuilder(GENERATION_LENGTH);
        for (int i = 0; i < GENERATION_LENGTH; i++) {
            text.append(Character.forDigit(ThreadLocalRandom.current().nextInt(36), 36));
        }
        return text.toString();
    }
}
