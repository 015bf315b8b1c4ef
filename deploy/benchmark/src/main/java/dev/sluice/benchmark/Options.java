package dev.sluice.benchmark;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/**
 * The command line.
 *
 * @param scenarios names, in the order in which they run
 * @param warmUp before a steady state is measured
 * @param measured how long a steady state is measured
 * @param gatewayFlags of the gateway's JVM
 * @param rounds how often each scenario runs, with servers that are started anew
 */
record Options(List<String> scenarios, Duration warmUp, Duration measured, List<String> gatewayFlags, int rounds) {
    private static final Duration WARM_UP = Duration.ofSeconds(20);
    private static final Duration MEASURED = Duration.ofSeconds(10);
    private static final int MAX_SECONDS = 600;
    private static final int MAX_ROUNDS = 20;
    /**
     * Those of the local system, but with the optimising compiler, and huge pages where the system has them, as a server that
     * stays would run.
     */
    private static final String GATEWAY_FLAGS =
            "-Xmx256m -Xmn16m -XX:+ExitOnOutOfMemoryError -XX:+UseSerialGC -XX:+UseCompactObjectHeaders -XX:+UseTransparentHugePages";

    Options {
        scenarios = List.copyOf(scenarios);
        gatewayFlags = List.copyOf(gatewayFlags);
    }

    /**
     * @param known all scenarios, which run when none is named
     * @throws IllegalArgumentException what is wrong
     */
    static Options parse(List<String> arguments, List<String> known) {
        List<String> scenarios = new ArrayList<>();
        Duration warmUp = WARM_UP;
        Duration measured = MEASURED;
        String flags = GATEWAY_FLAGS;
        int rounds = 1;
        Deque<String> words = new ArrayDeque<>(arguments);
        while (!words.isEmpty()) {
            String word = words.pop();
            switch (word) {
                case "--warm-up" -> warmUp = seconds(word, value(word, words));
                case "--seconds" -> measured = seconds(word, value(word, words));
                case "--rounds" -> rounds = number(word, value(word, words), MAX_ROUNDS, "rounds");
                case "--jvm" -> flags = value(word, words);
                default -> scenarios.add(scenario(word, known));
            }
        }
        return new Options(
                scenarios.isEmpty() ? known : scenarios,
                warmUp,
                measured,
                List.of(flags.trim().split("\\s+")),
                rounds);
    }

    private static String scenario(String word, List<String> known) {
        if (word.startsWith("-")) {
            throw new IllegalArgumentException("bench has no option '" + word + "'");
        }
        if (!known.contains(word)) {
            throw new IllegalArgumentException("no scenario '" + word + "'; there are " + String.join(", ", known));
        }
        return word;
    }

    private static String value(String option, Deque<String> words) {
        if (words.isEmpty() || words.peek().isBlank()) {
            throw new IllegalArgumentException(option + " needs a value");
        }
        return words.pop();
    }

    private static Duration seconds(String option, String value) {
        return Duration.ofSeconds(number(option, value, MAX_SECONDS, "seconds"));
    }

    private static int number(String option, String value, int most, String what) {
        if (!value.matches("\\d{1,3}") || Integer.parseInt(value) < 1 || Integer.parseInt(value) > most) {
            throw new IllegalArgumentException(option + " takes 1 to " + most + ' ' + what + ", was '" + value + "'");
        }
        return Integer.parseInt(value);
    }
}
