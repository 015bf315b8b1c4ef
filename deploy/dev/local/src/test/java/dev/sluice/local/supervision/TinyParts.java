package dev.sluice.local.supervision;

import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Parts that run {@link TinyService}. */
final class TinyParts {
    private TinyParts() {}

    static ProcessPart serving(String nodeId, int port, Path logs) {
        return part(nodeId, port, logs, List.of(String.valueOf(port)));
    }

    static ProcessPart failing(String nodeId, int port, Path logs) {
        return part(nodeId, port, logs, List.of());
    }

    /** Runs, but listens on another port than it is asked on. */
    static ProcessPart silent(String nodeId, int port, Path logs) {
        return part(nodeId, port, logs, List.of("0"));
    }

    private static ProcessPart part(String nodeId, int port, Path logs, List<String> arguments) {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx16m",
                "-XX:+ExitOnOutOfMemoryError",
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-Djava.io.tmpdir=" + temporary(nodeId, logs),
                "-cp",
                System.getProperty("java.class.path"),
                TinyService.class.getName()));
        command.addAll(arguments);
        return new ProcessPart(
                new PartId("tiny", nodeId, port),
                command,
                logs,
                Map::of,
                URI.create("http://127.0.0.1:" + port + "/"),
                logs.resolve(nodeId + ".log"),
                temporary(nodeId, logs));
    }

    static Path temporary(String nodeId, Path logs) {
        return logs.resolve("tmp").resolve(nodeId);
    }
}
