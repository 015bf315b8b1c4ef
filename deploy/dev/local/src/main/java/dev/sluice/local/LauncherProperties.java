package dev.sluice.local;

import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;

/**
 * What the {@code sluice} script passes to the launcher as system properties; each has a sound value without the script.
 *
 * @param home    the project
 * @param started when the user asked for it, before any build
 * @param built   the modules that were built for this start, empty if none
 */
record LauncherProperties(Path home, Instant started, String built) {

    static LauncherProperties read() {
        String home = System.getProperty("sluice.launcher.home");
        String started = System.getProperty("sluice.launcher.started");
        return new LauncherProperties(
                home == null ? projectAround(ownJar()) : Path.of(home),
                started == null
                        ? ProcessHandle.current().info().startInstant().orElseGet(Instant::now)
                        : Instant.ofEpochMilli(Long.parseLong(started)),
                System.getProperty("sluice.launcher.built", ""));
    }

    Duration sinceStart() {
        return Duration.between(started, Instant.now());
    }

    private static Path ownJar() {
        return Path.of(URI.create(LauncherProperties.class
                .getProtectionDomain()
                .getCodeSource()
                .getLocation()
                .toString()));
    }

    private static Path projectAround(Path start) {
        for (Path folder = start; folder != null; folder = folder.getParent()) {
            if (Files.isRegularFile(folder.resolve("sluice"))) {
                return folder;
            }
        }
        throw new IllegalStateException("no folder around " + start + " holds the 'sluice' script");
    }
}
