package dev.sluice.relay.backend;

import static dev.sluice.relay.backend.HandServer.STREAM;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.model.relay.UpstreamStatus;
import dev.sluice.model.relay.UpstreamStatus.Upstream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Where a pull may go, at first and by redirects. {@code 0.0.0.0} reaches loopback on Linux, and is never allowed. */
class OutboundIT {
    private HandServer server;
    private HandServer canary;
    private PullRun run;
    private final RecordingLog log = new RecordingLog();

    @BeforeEach
    void start() throws Exception {
        server = new HandServer();
        canary = new HandServer();
        run = new PullRun(true);
    }

    @AfterEach
    void stop() throws Exception {
        run.close();
        server.close();
        canary.close();
    }

    @ParameterizedTest
    @ValueSource(ints = {301, 302, 303, 307, 308})
    void aRedirectIsFollowed(int status) throws Exception {
        // When
        run.first(server.url("/old"), log);
        server.next().answer(status, "Location: /new?x=1");
        HandServer.ReceivedRequest moved = server.next();
        moved.send(STREAM + "data: a\n\n");

        // Then
        assertThat(moved.firstLine()).isEqualTo("GET /new?x=1 HTTP/1.1");
        assertThat(log.nextRecord()).isEqualTo(new PullOutput.Event(null, "a", null));
    }

    @Test
    void aRedirectToAnotherHostAsksThatHost() throws Exception {
        // When
        run.first(server.url("/"), log);
        server.next().answer(307, "Location: http://localhost:" + canary.port() + "/there");

        // Then
        assertThat(canary.next().header("Host")).isEqualTo("localhost:" + canary.port());
    }

    @ParameterizedTest
    @CsvSource({
        "http://0.0.0.0:%d/, is not allowed",
        "http://169.254.169.254/latest/meta-data/, is not allowed",
        "http://user@127.0.0.1:%d/, user",
        "file:///etc/passwd, http",
        "'', Location",
        "http://127.0.0.1 x:%d/, URL"
    })
    void aRedirectToWhereNothingMayGoIsRefusedAndNotFollowed(String location, String reason) throws Exception {
        // When
        run.first(server.url("/"), log);
        server.next().answer(302, "Location: " + location.formatted(canary.port()));

        // Then
        assertThat(log.nextStatus(Upstream.REFUSED).reason()).contains(reason);
        assertThat(canary.connections()).isZero();
    }

    @Test
    void aSixthRedirectIsNotFollowed() throws Exception {
        // When
        run.first(server.url("/0"), log);
        for (int hop = 1; hop <= 6; hop++) {
            server.next().answer(302, "Location: /" + hop);
        }

        // Then
        assertThat(log.nextStatus(Upstream.REFUSED).reason()).contains("redirects");
        assertThat(server.connections()).isEqualTo(6);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://127.0.0.1:%d/",
                "http://localhost:%d/",
                "http://localhost.:%d/",
                "http://127.1:%d/",
                "http://2130706433:%d/",
                "http://0x7f000001:%d/",
                "http://0177.0.0.1:%d/",
                "http://0:%d/",
                "http://0.0.0.0:%d/",
                "http://[::]:%d/",
                "http://[::1]:%d/",
                "http://[::ffff:127.0.0.1]:%d/",
                "http://[::ffff:7f00:1]:%d/",
                "http://[::127.0.0.1]:%d/",
                "http://[64:ff9b::7f00:1]:%d/",
                "http://[2002:7f00:1::]:%d/",
                "http://[fe80::1%%25lo]:%d/",
                "http://[fd00:ec2::254]:%d/",
                "http://169.254.169.254:%d/latest/meta-data/",
                "http://metadata.google.internal:%d/",
                "http://ok@127.0.0.1:%d/",
                "http://127.0.0.1:%d#@ok.example/",
                "http://ok.example\\@127.0.0.1:%d/",
                "http://127.0.0.1\t:%d/",
                "http://%%31%%32%%37.0.0.1:%d/",
                "http://\u2460\u2461\u2466.\u24ea.\u24ea.\u2460:%d/",
                "http://127\u30020\u30020\u30021:%d/",
                "http://\u24dbocalhost:%d/",
                "ftp://127.0.0.1:%d/",
                "gopher://127.0.0.1:%d/",
                "jar:http://127.0.0.1:%d/x!/y",
                "file:///etc/passwd",
                "http:///x%d"
            })
    void withoutPrivateAddressesLoopbackIsNotReachedByAnyOfItsNames(String url) throws Exception {
        try (PullRun publicOnly = new PullRun(false)) {
            // When
            publicOnly.first(url.formatted(canary.port()), log);

            // Then
            UpstreamStatus status = awaitRefusal();
            assertThat(status.reason()).isNotBlank();
            assertThat(canary.connections()).isZero();
        }
    }

    /** Where the resolver knows no such form, it is a name that does not exist. */
    private UpstreamStatus awaitRefusal() throws InterruptedException {
        UpstreamStatus status = ((PullOutput.Status) log.next()).status();
        assertThat(status.upstream()).isIn(Upstream.REFUSED, Upstream.BACKING_OFF);
        if (status.upstream() == Upstream.BACKING_OFF) {
            assertThat(status.reason()).isEqualTo("the backend's name is not known");
        }
        return status;
    }
}
