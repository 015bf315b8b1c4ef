package dev.sluice.local;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** How the services' JVMs run on one machine: small and quick to start rather than fast for ever. */
final class JvmFlags {
    private JvmFlags() {}

    /** @param maxHeap as in {@code -Xmx} */
    static List<String> small(String maxHeap) {
        return List.of("-Xmx" + maxHeap, "-XX:+UseSerialGC", "-XX:+UseCompactObjectHeaders", "-XX:TieredStopAtLevel=1");
    }

    /**
     * Classes as the JVM had loaded them in an earlier run; with them it starts in half the time. The JVM checks the archive
     * against jars, flags and itself, and goes on without one that does not fit.
     *
     * @param writes whether this JVM writes the archive when it stops, if there is none that fits
     */
    static List<String> classArchive(Path archive, boolean writes) {
        if (!writes && !Files.exists(archive)) {
            return List.of();
        }
        return List.of(
                writes ? "-XX:+AutoCreateSharedArchive" : "-Xshare:auto",
                "-XX:SharedArchiveFile=" + archive,
                // Its remarks about single classes are no news for the service's log.
                "-Xlog:cds*=off",
                "-Xlog:aot*=off");
    }
}
