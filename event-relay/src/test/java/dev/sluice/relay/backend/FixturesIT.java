package dev.sluice.relay.backend;

import static dev.sluice.relay.backend.HandServer.STREAM;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.model.eventstream.EventStreamLimits;
import dev.sluice.model.eventstream.EventStreamParser;
import dev.sluice.model.eventstream.EventStreamSink;
import dev.sluice.model.relay.UpstreamStatus.Upstream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The parser's byte fixtures, through a whole pull: over a socket, through the HTTP client, into the log. */
class FixturesIT {
    private static final Path FOLDER = Path.of("..", "shared-model", "src", "test", "resources", "sse");

    @ParameterizedTest
    @MethodSource("fixtures")
    void theLogIsToldWhatTheFixtureHolds(Path fixture) throws Exception {
        RecordingLog log = new RecordingLog();
        try (HandServer server = new HandServer();
                PullRun run = new PullRun(true)) {
            // Given
            byte[] stream = Files.readAllBytes(fixture);
            run.first(server.url("/"), log);
            HandServer.ReceivedRequest asked = server.next();

            // When
            asked.send(STREAM);
            log.until(Upstream.LIVE);
            asked.send(stream).close();

            // Then
            assertThat(log.until(Upstream.BACKING_OFF)).isEqualTo(parsed(stream));
        }
    }

    static Stream<Path> fixtures() throws IOException {
        try (Stream<Path> files = Files.list(FOLDER)) {
            List<Path> all = files.filter(file -> file.toString().endsWith(".sse"))
                    .sorted()
                    .toList();
            assertThat(all).hasSizeGreaterThanOrEqualTo(66);
            return all.stream();
        }
    }

    /** By the parser alone, which its own tests hold to the fixtures' expectations. */
    private static List<PullOutput> parsed(byte[] stream) {
        List<PullOutput> output = new ArrayList<>();
        EventStreamParser parser = new EventStreamParser(
                EventStreamLimits.forEventsUpTo(PullRun.MAX_EVENT_BYTES), "", new EventStreamSink() {
                    private @Nullable String id;

                    @Override
                    public void onEvent(String type, byte[] data, @Nullable String ownId, String lastEventId) {
                        id = ownId == null ? id : ownId;
                        output.add(PullOutput.Event.of(type.equals("message") ? null : type, data, ownId));
                    }

                    @Override
                    public void onId(String lastEventId) {
                        if (!lastEventId.equals(id)) {
                            id = lastEventId;
                            output.add(new PullOutput.Mark(lastEventId));
                        }
                    }

                    @Override
                    public void onOversize(
                            @Nullable String type, long dataBytes, @Nullable String ownId, String lastEventId) {
                        throw new AssertionError("no fixture is oversize");
                    }

                    @Override
                    public void onRetry(long millis) {}

                    @Override
                    public void onComment() {}
                });
        parser.feed(stream, 0, stream.length);
        return output;
    }
}
