package dev.sluice.acceptance;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.math.BigInteger;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * A backend's bytes, and the events that a client of Sluice gets of them.
 *
 * @param name such as {@code 031-nul-in-data}
 */
record Fixture(String name, byte[] bytes, List<ReceivedEvent> events) {
    /** What a client says of an event. */
    record ReceivedEvent(String type, String data) {
        static List<ReceivedEvent> read(JsonNode array) {
            List<ReceivedEvent> events = new ArrayList<>();
            for (JsonNode event : array) {
                events.add(new ReceivedEvent(
                        event.get("type").textValue(), event.get("data").textValue()));
            }
            return events;
        }
    }

    private static final String FOLDER = "/sse";
    private static final BigInteger LONG_MILLIS = BigInteger.valueOf(10_000);
    /** What a backend says at last that has asked to be left alone for longer than a test can wait. */
    private static final byte[] SOON_AGAIN = "retry: 100\n\n".getBytes(StandardCharsets.US_ASCII);

    /** All fixtures of the parser's own tests. */
    static List<Fixture> all() {
        try {
            URI folder = Fixture.class.getResource(FOLDER).toURI();
            if (!folder.getScheme().equals("jar")) {
                return in(Path.of(folder));
            }
            try (FileSystem jar = FileSystems.newFileSystem(folder, Map.of())) {
                return in(jar.getPath(FOLDER));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }

    private static List<Fixture> in(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            List<Fixture> all = new ArrayList<>();
            for (Path file : files.filter(one -> one.toString().endsWith(".sse"))
                    .sorted()
                    .toList()) {
                String name = file.getFileName().toString().replace(".sse", "");
                try (InputStream json = Files.newInputStream(file.resolveSibling(name + ".json"))) {
                    JsonNode expected = Rest.JSON.readTree(json);
                    byte[] bytes = Files.readAllBytes(file);
                    BigInteger retry =
                            new BigInteger(expected.get("reconnectionTime").asText("0"));
                    all.add(new Fixture(
                            name,
                            retry.compareTo(LONG_MILLIS) > 0 ? joined(bytes, SOON_AGAIN) : bytes,
                            ReceivedEvent.read(expected.get("events"))));
                }
            }
            return all;
        }
    }

    private static byte[] joined(byte[] first, byte[] second) {
        byte[] both = Arrays.copyOf(first, first.length + second.length);
        System.arraycopy(second, 0, both, first.length, second.length);
        return both;
    }

    /** The types that its events have, each once. */
    List<String> types() {
        return events.stream().map(ReceivedEvent::type).distinct().toList();
    }
}
