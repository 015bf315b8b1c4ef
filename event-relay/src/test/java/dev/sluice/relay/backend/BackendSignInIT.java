package dev.sluice.relay.backend;

import static dev.sluice.relay.backend.HandServer.STREAM;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.model.relay.UpstreamStatus.Upstream;
import dev.sluice.model.secret.SecretSeal;
import dev.sluice.relay.channel.BackendSignIn;
import dev.sluice.relay.channel.ChannelMemory;
import dev.sluice.relay.channel.PullReason;
import dev.sluice.relay.channel.PullTarget;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a backend is signed in with, and which other places do not get it. */
class BackendSignInIT {
    private final RecordingLog log = new RecordingLog();
    private HandServer server;
    private HandServer other;
    private PullRun run;

    @BeforeEach
    void start() throws Exception {
        server = new HandServer();
        other = new HandServer();
        run = new PullRun(SealedSignIns.SEAL);
    }

    @AfterEach
    void stop() throws Exception {
        run.close();
        server.close();
        other.close();
    }

    static Stream<Arguments> fixed() {
        return Stream.of(
                Arguments.of(
                        SealedSignIns.basic("jo", "pass:wörd"), "Authorization", "Basic " + base64("jo:pass:wörd")),
                Arguments.of(SealedSignIns.bearer("to.ken"), "Authorization", "Bearer to.ken"),
                Arguments.of(SealedSignIns.header("X-API-Key", "k 1"), "X-API-Key", "k 1"));
    }

    @ParameterizedTest
    @MethodSource("fixed")
    void eachConnectionIsSignedIn(BackendSignIn signIn, String header, String value) throws Exception {
        // When
        pull(signIn);
        HandServer.ReceivedRequest first = server.next();
        first.send(STREAM + "data: a\n\n").close();

        // Then
        assertThat(first.header(header)).isEqualTo(value);
        assertThat(first.header("Accept")).isEqualTo("text/event-stream");
        assertThat(server.next().header(header)).isEqualTo(value);
    }

    @ParameterizedTest
    @MethodSource("fixed")
    void aRedirectToAnotherHostIsFollowedWithoutCredentials(BackendSignIn signIn, String header, String value)
            throws Exception {
        // When
        pull(signIn);
        server.next().answer(307, "Location: /moved");
        HandServer.ReceivedRequest moved = server.next();
        moved.answer(307, "Location: http://127.0.0.1:" + other.port() + "/");
        HandServer.ReceivedRequest elsewhere = other.next();
        elsewhere.answer(307, "Location: http://localhost:" + server.port() + "/");

        // Then
        assertThat(moved.header(header)).isEqualTo(value);
        assertThat(elsewhere.header(header)).isEqualTo("absent");
        assertThat(elsewhere.head()).doesNotContain(value);
        assertThat(server.next().header(header)).as("by another name").isEqualTo("absent");
    }

    @Test
    void aTokenIsAskedForAndSent() throws Exception {
        // When
        pull(SealedSignIns.client(other.url("/token?tenant=a"), "me@x", "s&cret", "read", "all"));
        HandServer.ReceivedRequest asked = other.next();
        String form = asked.body();
        asked.json("{\"access_token\":\"t1\",\"token_type\":\"bearer\",\"expires_in\":3600}");

        // Then
        assertThat(server.next().header("Authorization")).isEqualTo("Bearer t1");
        assertThat(asked.firstLine()).isEqualTo("POST /token?tenant=a HTTP/1.1");
        assertThat(asked.header("Content-Type")).isEqualTo("application/x-www-form-urlencoded");
        assertThat(asked.header("Authorization")).isEqualTo("Basic " + base64("me%40x:s%26cret"));
        assertThat(form).isEqualTo("grant_type=client_credentials&scope=read+all");
    }

    @Test
    void channelsShareATokenUntilItHasExpired() throws Exception {
        // Given
        BackendSignIn signIn = SealedSignIns.client(other.url("/token"), "me", "secret");
        pull(signIn);
        other.next().json("{\"access_token\":\"t1\",\"expires_in\":3600}");
        server.next().send(STREAM);

        // When
        pull(signIn);
        String second = server.next().header("Authorization");

        // Then
        assertThat(second).isEqualTo("Bearer t1");
        assertThat(other.connections()).isEqualTo(1);
    }

    @Test
    void aTokenThatHasExpiredIsReplacedAtTheNextConnection() throws Exception {
        // When
        pull(SealedSignIns.client(other.url("/token"), "me", "secret"));
        other.next().json("{\"access_token\":\"t1\",\"expires_in\":0}");
        server.next().send(STREAM).close();
        other.next().json("{\"access_token\":\"t2\",\"expires_in\":3600}");

        // Then
        assertThat(server.next().header("Authorization")).isEqualTo("Bearer t2");
    }

    @Test
    void aTokenThatTheBackendRefusesIsReplacedOnce() throws Exception {
        // When
        pull(SealedSignIns.client(other.url("/token"), "me", "secret"));
        other.next().json("{\"access_token\":\"t1\",\"expires_in\":3600}");
        server.next().answer(401);
        other.next().json("{\"access_token\":\"t2\",\"expires_in\":3600}");
        HandServer.ReceivedRequest again = server.next();
        again.answer(401);

        // Then
        assertThat(again.header("Authorization")).isEqualTo("Bearer t2");
        assertThat(log.nextStatus(Upstream.REFUSED).reason()).isEqualTo("the backend answered 401");
        assertThat(other.connections()).isEqualTo(2);
    }

    @Test
    void credentialsThatAreRefusedAndCannotBeOthersAreNotSentAgainSoon() throws Exception {
        // When
        pull(SealedSignIns.basic("jo", "wrong"));
        server.next().answer(401);

        // Then
        assertThat(log.nextStatus(Upstream.REFUSED).reason()).isEqualTo("the backend answered 401");
        assertThat(server.connections()).isEqualTo(1);
    }

    @Test
    void aTokenEndpointThatIsAwayIsAskedAgain() throws Exception {
        // When
        pull(SealedSignIns.client(other.url("/token"), "me", "secret"));
        other.next().answer(503);
        String reason = log.nextStatus(Upstream.BACKING_OFF).reason();
        other.next().json("{\"access_token\":\"t1\"}");

        // Then
        assertThat(reason).isEqualTo("the token endpoint answered 503");
        assertThat(server.next().header("Authorization")).isEqualTo("Bearer t1");
    }

    @Test
    void aTokenEndpointThatRefusesTheClientIsQuotedByItsCode() throws Exception {
        // When
        pull(SealedSignIns.client(other.url("/token"), "me", "secret"));
        other.next().json(401, "{\"error\":\"invalid_client\",\"error_description\":\"secret is wrong\"}");

        // Then
        assertThat(log.nextStatus(Upstream.REFUSED).reason())
                .isEqualTo("the token endpoint answered 401 (invalid_client)");
        assertThat(server.connections()).isZero();
    }

    @ParameterizedTest
    @ValueSource(ints = {301, 302, 303, 307, 308})
    void aTokenEndpointsRedirectIsNotFollowed(int status) throws Exception {
        // When
        pull(SealedSignIns.client(other.url("/token"), "me", "secret"));
        other.next().answer(status, "Location: " + server.url("/token"));

        // Then
        assertThat(log.nextStatus(Upstream.REFUSED).reason()).contains("redirects");
        assertThat(server.connections()).isZero();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://0.0.0.0:%d/",
                "http://169.254.169.254/token",
                "http://user@127.0.0.1:%d/",
                "http://127.1:%d/"
            })
    void aTokenEndpointWhereNothingMayGoIsNotAsked(String url) throws Exception {
        // When
        pull(SealedSignIns.client(url.formatted(other.port()), "me", "secret"));

        // Then
        assertThat(log.nextStatus(Upstream.REFUSED).reason()).contains("token endpoint");
        assertThat(other.connections()).isZero();
    }

    static Stream<Arguments> locked() {
        return Stream.of(
                Arguments.of(null, "no key file (sluice.secrets.key-file)"),
                Arguments.of(SealedSignIns.seal("second", 1), "does not hold key first"),
                Arguments.of(SealedSignIns.seal("first", 2), "key first is another one"));
    }

    @ParameterizedTest
    @MethodSource("locked")
    void aSecretThatDoesNotOpenIsToldAndTheBackendIsNotAsked(@Nullable SecretSeal seal, String reason)
            throws Exception {
        try (PullRun stranger = new PullRun(seal)) {
            // When
            start(stranger, SealedSignIns.bearer("secret"));

            // Then
            assertThat(log.nextStatus(Upstream.REFUSED).reason()).contains(reason);
            assertThat(server.connections()).isZero();
        }
    }

    @Test
    void whoIsStoppedWhileWaitingForATokenAsksNoBackend() throws Exception {
        // Given
        BackendSignIn signIn = SealedSignIns.client(other.url("/token"), "me", "secret");
        Pulls.Pull pull = start(run, signIn);
        HandServer.ReceivedRequest asked = other.next();
        pull.stop().toCompletableFuture().join();

        // When
        asked.json("{\"access_token\":\"t1\",\"expires_in\":3600}");
        pull(signIn);

        // Then
        assertThat(server.next().header("Authorization")).isEqualTo("Bearer t1");
        assertThat(server.connections()).isEqualTo(1);
    }

    private void pull(BackendSignIn signIn) {
        start(run, signIn);
    }

    private Pulls.Pull start(PullRun with, BackendSignIn signIn) {
        PullTarget target = new PullTarget(server.url("/events"), true, PullRun.MAX_EVENT_BYTES, signIn);
        return with.start(target, ChannelMemory.NOTHING, PullReason.FIRST, log);
    }

    private static String base64(String text) {
        return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }
}
