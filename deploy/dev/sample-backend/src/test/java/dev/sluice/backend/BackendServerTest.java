package dev.sluice.backend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class BackendServerTest {
    private static final AtomicInteger NAMES = new AtomicInteger();

    @SuppressWarnings("NullAway.Init") // set before all tests
    private static BackendServer backend;

    private final String name = "n" + NAMES.incrementAndGet();

    @BeforeAll
    static void start() throws IOException {
        backend = BackendServer.on(0);
    }

    @AfterAll
    static void stop() throws IOException {
        backend.close();
    }

    @Test
    void memoryHasTheTutorialsShapeOnceASecondWithoutIds() throws Exception {
        // Given
        try (Client client = get("/memory", null)) {
            long started = System.nanoTime();

            // When
            List<String> first = client.block();
            List<String> second = client.block();

            // Then
            assertThat(client.header("Content-Type")).isEqualTo("text/event-stream");
            for (List<String> block : List.of(Objects.requireNonNull(first), Objects.requireNonNull(second))) {
                assertThat(block)
                        .singleElement()
                        .asString()
                        .matches(
                                "data:\\{\"heap\":[1-9]\\d*,\"nonHeap\":[1-9]\\d*,\"ts\":\\d{13},\"identifier\":\"ram_222\"}");
            }
            assertThat(Duration.ofNanos(System.nanoTime() - started))
                    .isBetween(Duration.ofMillis(700), Duration.ofSeconds(5));
        }
    }

    @Test
    void aResumeGetsExactlyTheEventsAfterTheIdThenLiveOnes() throws Exception {
        // Given
        String path = "/prices/" + name + "?rate=500";
        try (Client client = get(path, null)) {
            assertThat(client.ids(20)).isEqualTo(numbers(1, 20));
        }
        try (Client other = get(path, null)) {
            while (other.id() < 300) {} // time passes for the sequence
        }

        // When
        try (Client client = get(path, "20")) {

            // Then
            assertThat(client.ids(600)).isEqualTo(numbers(21, 620));
        }
    }

    @Test
    void whoComesLaterWithoutAnIdStartsLive() throws Exception {
        // Given
        String path = "/prices/" + name + "?rate=500";
        try (Client first = get(path, null)) {
            first.ids(100);

            // When
            try (Client later = get(path, null)) {

                // Then
                assertThat(later.id()).isGreaterThan(100);
            }
        }
    }

    @Test
    void theSameEventIsTheSameBytesForEverybodyPaddedToItsSize() throws Exception {
        // Given
        String path = "/prices/" + name + "?rate=100&size=300";
        List<String> first;
        try (Client client = get(path, null)) {
            client.id();
            first = Objects.requireNonNull(client.block());
        }

        // When
        try (Client client = get(path, "1")) {

            // Then
            assertThat(client.block()).isEqualTo(first);
            assertThat(first).contains("id: 2", "event: price");
            assertThat(first.getLast()).hasSize("data: ".length() + 300).contains("\"n\":2,");
        }
    }

    @Test
    void dropBreaksTheConnectionAfterThatManyEventsOfIt() throws Exception {
        // Given
        try (Client client = get("/prices/" + name + "?rate=500&drop=7", null)) {
            assertThat(client.ids(7)).isEqualTo(numbers(1, 7));

            // When // Then
            assertThatThrownBy(client::block).isInstanceOf(IOException.class);
        }
    }

    @Test
    void duplicateSendsTheLastEventsAgainAfterAResumeOnly() throws Exception {
        // Given
        String path = "/prices/" + name + "?rate=500&duplicate=3";
        try (Client client = get(path, null)) {
            assertThat(client.ids(10)).isEqualTo(numbers(1, 10));
        }

        // When
        try (Client client = get(path, "10")) {

            // Then
            assertThat(client.ids(6)).isEqualTo(numbers(8, 13));
        }
    }

    @Test
    void endEndsInGoodOrderAndAResumeThereGets204() throws Exception {
        // Given
        String path = "/prices/" + name + "?rate=500&end=5";
        try (Client client = get(path, null)) {
            assertThat(client.ids(5)).isEqualTo(numbers(1, 5));
            assertThat(client.block()).isNull();
        }

        // When // Then
        try (Client client = get(path, "5")) {
            assertThat(client.status()).isEqualTo(204);
        }
        try (Client client = get(path, "3")) {
            assertThat(client.ids(2)).isEqualTo(numbers(4, 5));
            assertThat(client.block()).isNull();
        }
    }

    @Test
    void aStreamKeepsUpWithTwoThousandEventsASecond() throws Exception {
        // Given
        try (Client client = get("/prices/" + name + "?rate=2000", null)) {
            long started = System.nanoTime();

            // When
            List<Long> ids = client.ids(4_000);

            // Then
            assertThat(ids).isEqualTo(numbers(1, 4_000));
            assertThat(Duration.ofNanos(System.nanoTime() - started))
                    .isBetween(Duration.ofMillis(1_900), Duration.ofSeconds(4));
        }
    }

    @Test
    void aPublishedEventIsWithEveryPresentConnectionWhenTheAnswerComes() throws Exception {
        // Given
        try (Client first = get("/quiet/" + name, null);
                Client second = get("/quiet/" + name, null)) {
            await().until(() -> stats("/quiet/" + name).contains("\"open\":2"));

            // When
            String answer = publish("/quiet/" + name, "one\ntwo");

            // Then
            assertThat(answer).isEqualTo("{\"connections\":2,\"id\":1}\n");
            assertThat(first.block()).containsExactly("id: 1", "data: one", "data: two");
            assertThat(second.block()).containsExactly("id: 1", "data: one", "data: two");
        }
    }

    @Test
    void aQuietStreamResumesWithWhatWasPublishedMeanwhile() throws Exception {
        // Given
        for (int i = 1; i <= 5; i++) {
            assertThat(publish("/quiet/" + name, "e" + i)).isEqualTo("{\"connections\":0,\"id\":" + i + "}\n");
        }

        // When
        try (Client client = get("/quiet/" + name, "2")) {

            // Then
            assertThat(client.ids(3)).isEqualTo(numbers(3, 5));
            assertThat(publish("/quiet/" + name, "e6")).contains("\"connections\":1");
            assertThat(client.id()).isEqualTo(6);
        }
    }

    @Test
    void aPlainStreamHasNoIdsAndNoPast() throws Exception {
        // Given
        publish("/plain/" + name, "missed");
        try (Client client = get("/plain/" + name, "1")) {
            await().until(() -> stats("/plain/" + name).contains("\"open\":1"));

            // When
            String answer = publish("/plain/" + name, "seen");

            // Then
            assertThat(answer).isEqualTo("{\"connections\":1,\"id\":null}\n");
            assertThat(client.block()).containsExactly("data: seen");
        }
    }

    @Test
    void statsCountConnectionsEventsAndTheLastId() throws Exception {
        // Given
        String path = "/quiet/" + name;
        try (Client client = get(path, "17")) {
            await().until(() -> stats(path).contains("\"open\":1"));
            publish(path, "x");
            client.block();

            // When // Then
            assertThat(stats(path))
                    .startsWith(
                            "{\"open\":1,\"opened\":1,\"sent\":1,\"lastEventId\":\"17\",\"connections\":[{\"since\":\"20");

            // When
            Client.answer("POST", url("/stats/reset"), "");

            // Then
            assertThat(stats(path)).startsWith("{\"open\":1,\"opened\":0,\"sent\":0,\"lastEventId\":null");
        }
    }

    @Test
    void aClientThatGoesAwayIsNoticedWithinASecondThoughNothingIsSent() throws Exception {
        // Given
        String path = "/quiet/" + name;
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), backend.port())) {
            socket.getOutputStream()
                    .write(("GET " + path + " HTTP/1.1\r\nHost: x\r\n\r\n").getBytes(StandardCharsets.US_ASCII));
            await().until(() -> stats(path).contains("\"open\":1"));

            // When
            socket.close();
        }

        // Then
        await().atMost(Duration.ofSeconds(1)).until(() -> stats(path).contains("\"open\":0"));
        assertThat(publish(path, "x")).contains("\"connections\":0");
    }

    @Test
    void anIdleStreamIsKeptAliveByComments() throws Exception {
        // Given
        Duration heartbeat = Duration.ofSeconds(1);
        try (BackendServer quick = BackendServer.on(InetAddress.getLoopbackAddress(), 0, heartbeat);
                Socket socket = new Socket(InetAddress.getLoopbackAddress(), quick.port())) {
            socket.setSoTimeout(Math.toIntExact(heartbeat.multipliedBy(2).toMillis()));
            socket.getOutputStream()
                    .write(("GET /quiet/" + name + " HTTP/1.0\r\nHost: x\r\n\r\n").getBytes(StandardCharsets.US_ASCII));

            // When
            StringBuilder received = new StringBuilder();
            while (!received.toString().endsWith(":\n\n")) {
                int next = socket.getInputStream().read();
                assertThat(next).isNotNegative();
                received.append((char) next);
            }

            // Then
            assertThat(received.toString()).contains("\r\n\r\n:\n\n").doesNotContain("chunked");
        }
    }

    @Test
    void aStatusIsAnsweredAsAskedAndCounted() throws Exception {
        assertThat(Client.answer("GET", url("/status/429?retryAfter=7"), "")).satisfies(answer -> {
            assertThat(answer.statusCode()).isEqualTo(429);
            assertThat(answer.headers().firstValue("Retry-After")).contains("7");
        });
        assertThat(Client.answer("GET", url("/status/503"), "").statusCode()).isEqualTo(503);
        assertThat(stats("/status/503")).contains("\"opened\":1");
    }

    @Test
    void anythingElseIsRefused() throws Exception {
        assertThat(Client.answer("GET", url("/typo"), "")).satisfies(answer -> {
            assertThat(answer.statusCode()).isEqualTo(404);
            assertThat(answer.body()).isEqualTo("nothing at /typo\n");
        });
        assertThat(Client.answer("GET", url("/prices/" + name + "?rate=fast"), "")
                        .statusCode())
                .isEqualTo(400);
        assertThat(Client.answer("POST", url("/publish/prices/" + name), "x").statusCode())
                .isEqualTo(404);
        assertThat(Client.answer("DELETE", url("/memory"), "").statusCode()).isEqualTo(405);
    }

    private static Client get(String path, @Nullable String lastEventId) throws IOException, InterruptedException {
        return Client.get(url(path), lastEventId);
    }

    private static String publish(String path, String data) throws IOException, InterruptedException {
        return Client.answer("POST", url("/publish" + path), data).body();
    }

    /** What {@code /stats} says of one path. */
    private static String stats(String path) throws IOException, InterruptedException {
        String all = Client.answer("GET", url("/stats"), "").body();
        int start = all.indexOf("\"" + path + "\":");
        return start < 0 ? "" : all.substring(start + path.length() + 3, all.indexOf("]}", start) + 2);
    }

    private static String url(String path) {
        return "http://127.0.0.1:" + backend.port() + path;
    }

    private static List<Long> numbers(long from, long to) {
        return LongStream.rangeClosed(from, to).boxed().toList();
    }
}
