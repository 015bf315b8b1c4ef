package dev.sluice.local;

import java.util.List;

/** How the services' JVMs run on one machine: small and quick to start rather than fast for ever. */
final class JvmFlags {
    /** For a gateway: the garbage of many connections as they come is soon collected, and not kept resident. */
    static final String SMALL_YOUNG_GENERATION = "-Xmn16m";

    private JvmFlags() {}

    /** @param maxHeap as in {@code -Xmx} */
    static List<String> small(String maxHeap) {
        return List.of(
                "-Xmx" + maxHeap,
                // Half a process serves no client: it ends, with exit code 3, and is started again.
                "-XX:+ExitOnOutOfMemoryError",
                "-XX:+UseSerialGC",
                "-XX:+UseCompactObjectHeaders",
                "-XX:TieredStopAtLevel=1",
                "--enable-native-access=ALL-UNNAMED");
    }
}
