package dev.sluice.client.sample;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.sluice.client.ConsumerKeys;
import java.io.IOException;
import java.nio.channels.Channels;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** What the launcher remembers of the sample between starts, in a file for the user's eyes only: it holds a secret. */
final class SampleNotes {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final Path file;

    SampleNotes(Path file) {
        this.file = file;
    }

    /** The sample API and the client that is subscribed to it. */
    record SampleClient(String apiId, ConsumerKeys keys) {}

    Optional<SampleClient> read() throws IOException {
        try {
            JsonNode notes = JSON.readTree(Files.readAllBytes(file));
            ConsumerKeys keys = new ConsumerKeys(
                    notes.path("consumerKey").asText(),
                    notes.path("consumerSecret").asText());
            return Optional.of(new SampleClient(notes.path("apiId").asText(), keys));
        } catch (NoSuchFileException firstStart) {
            return Optional.empty();
        }
    }

    void write(SampleClient noted) throws IOException {
        Path next = file.resolveSibling(file.getFileName() + ".next");
        Files.deleteIfExists(next);
        try (SeekableByteChannel channel = Files.newByteChannel(
                next,
                Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE),
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")))) {
            JSON.writeValue(
                    Channels.newOutputStream(channel),
                    Map.of(
                            "apiId", noted.apiId(),
                            "consumerKey", noted.keys().key(),
                            "consumerSecret", noted.keys().secret()));
        }
        Files.move(next, file, StandardCopyOption.ATOMIC_MOVE);
    }
}
