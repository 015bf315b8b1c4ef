package dev.sluice.local;

import java.util.List;

/** How the services' JVMs run on one machine: small and quick to start rather than fast for ever. */
final class JvmFlags {
    private JvmFlags() {}

    /** @param maxHeap as in {@code -Xmx} */
    static List<String> small(String maxHeap) {
        return List.of("-Xmx" + maxHeap, "-XX:+UseSerialGC", "-XX:+UseCompactObjectHeaders", "-XX:TieredStopAtLevel=1");
    }
}
