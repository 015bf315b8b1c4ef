package dev.sluice.model.eventstream;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.math.BigInteger;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The byte fixtures, however they are cut; {@code -Dtest.seed} repeats a run. */
class EventStreamFixturesTest {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final long SEED =
            Long.getLong("test.seed", RandomGenerator.getDefault().nextLong());
    private static final EventStreamLimits LIMITS = EventStreamLimits.forEventsUpTo(1 << 20);
    private static final int RANDOM_CUTS = 20;

    @ParameterizedTest
    @MethodSource("fixtures")
    void theFixtureIsReadTheSameHoweverItIsCut(Path fixture) throws IOException {
        // Given
        byte[] stream = Files.readAllBytes(fixture);
        Expected expected = Expected.read(fixture);

        for (Map.Entry<String, Pieces> cut : cuts(stream.length).entrySet()) {
            // When
            RecordingSink sink = new RecordingSink();
            EventStreamParser parser = new EventStreamParser(LIMITS, "", sink);
            cut.getValue().feed(parser, stream);
            parser.end();

            // Then
            assertThat(Expected.from(sink.outputs, parser.lastEventId()))
                    .as("%s, pieces %s", fixture.getFileName(), cut.getKey())
                    .isEqualTo(expected);
        }
    }

    @Test
    void thereAreFixtures() throws Exception {
        assertThat(fixtures()).hasSizeGreaterThanOrEqualTo(66);
    }

    static Stream<Path> fixtures() throws IOException, URISyntaxException {
        Path folder = Path.of(EventStreamFixturesTest.class.getResource("/sse").toURI());
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> file.toString().endsWith(".sse")).sorted().toList().stream();
        }
    }

    private static Map<String, Pieces> cuts(int total) {
        Map<String, Pieces> cuts = new LinkedHashMap<>();
        for (int size : new int[] {1, 2, 3, 7, 64, Math.max(1, total)}) {
            cuts.put("of " + size, Pieces.ofSize(size, total));
        }
        for (int i = 0; i < RANDOM_CUTS; i++) {
            long seed = SEED + i;
            Random random = new Random(seed);
            cuts.put("with seed " + seed, Pieces.random(random, 1 + random.nextInt(40), total));
        }
        return cuts;
    }

    /** What a fixture's JSON says, as far as bytes can show. */
    private record Expected(List<ExpectedEvent> events, List<Long> retries, int comments, String finalLastEventId) {

        static Expected read(Path fixture) throws IOException {
            JsonNode json = JSON.readTree(
                    Path.of(fixture.toString().replace(".sse", ".json")).toFile());
            List<ExpectedEvent> events = new ArrayList<>();
            for (JsonNode event : json.get("events")) {
                events.add(new ExpectedEvent(
                        event.get("type").textValue(),
                        event.get("data").textValue(),
                        event.get("lastEventId").textValue(),
                        event.get("ownId").booleanValue()));
            }
            List<Long> retries = new ArrayList<>();
            for (JsonNode retry : json.get("retries")) {
                retries.add(new BigInteger(retry.textValue())
                        .min(BigInteger.valueOf(Long.MAX_VALUE))
                        .longValueExact());
            }
            return new Expected(
                    events,
                    retries,
                    json.get("comments").size(),
                    json.get("finalLastEventId").textValue());
        }

        static Expected from(List<ParserOutput> outputs, String finalLastEventId) {
            List<ExpectedEvent> events = new ArrayList<>();
            List<Long> retries = new ArrayList<>();
            int comments = 0;
            for (ParserOutput one : outputs) {
                switch (one) {
                    case ParserOutput.Event event ->
                        events.add(new ExpectedEvent(
                                event.type(), decoded(event.data()), event.lastEventId(), event.ownId() != null));
                    case ParserOutput.Retry retry -> retries.add(retry.millis());
                    case ParserOutput.Comment _ -> comments++;
                    case ParserOutput.Id _ -> {}
                    case ParserOutput.Oversize oversize ->
                        throw new AssertionError("no fixture is oversize: " + oversize);
                }
            }
            return new Expected(events, retries, comments, finalLastEventId);
        }

        private static String decoded(String bytes) {
            byte[] raw = bytes.getBytes(ISO_8859_1);
            return Utf8.decode(raw, 0, raw.length);
        }
    }

    private record ExpectedEvent(String type, String data, String lastEventId, boolean ownId) {}
}
