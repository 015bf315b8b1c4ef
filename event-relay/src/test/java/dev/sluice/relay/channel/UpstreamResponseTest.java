package dev.sluice.relay.channel;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class UpstreamResponseTest {
    private static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");
    private static final UpstreamRequest ASKED =
            new UpstreamRequest(URI.create("http://backend.example/prices?x=1"), 0);

    @ParameterizedTest
    @ValueSource(
            strings = {
                "text/event-stream",
                "TEXT/Event-Stream",
                " text/event-stream ; charset=windows-1252",
                "text/event-stream;charset=utf-8"
            })
    void anEventStreamIsOneWhateverItsParameters(String type) {
        assertThat(UpstreamResponse.of(new Backend.Head(200, type, "identity", null, null), ASKED, NOW))
                .isEqualTo(new UpstreamResponse.Stream());
    }

    @ParameterizedTest
    @ValueSource(strings = {"text/event-streams", "text/plain", "x text/event-stream", "text/event-stream, text/html"})
    void anyOtherTypeIsRefused(String type) {
        assertThat(UpstreamResponse.of(new Backend.Head(200, type, null, null, null), ASKED, NOW))
                .isInstanceOf(UpstreamResponse.Refusal.class);
    }

    @ParameterizedTest
    @CsvSource({
        "7, PT7S",
        "' 7 ', PT7S",
        "'Thu, 01 Jan 2026 00:01:30 GMT', PT1M30S",
        "'Wed, 31 Dec 2025 00:00:00 GMT', PT0S",
        "soon,",
        "-5,",
        "99999999999999,",
        ","
    })
    void retryAfterIsSecondsOrADate(@Nullable String header, @Nullable Duration expected) {
        assertThat(UpstreamResponse.of(new Backend.Head(503, null, null, null, header), ASKED, NOW))
                .isEqualTo(new UpstreamResponse.Away("the backend answered 503", expected));
    }

    @ParameterizedTest
    @ValueSource(ints = {400, 401, 403, 404, 405, 410, 201, 205, 300, 304})
    void whatWillNotChangeSoonIsARefusal(int status) {
        assertThat(UpstreamResponse.of(new Backend.Head(status, null, null, null, null), ASKED, NOW))
                .isEqualTo(new UpstreamResponse.Refusal("the backend answered " + status));
    }

    @ParameterizedTest
    @ValueSource(ints = {408, 425, 429, 500, 502, 503, 504, 599})
    void whatMayChangeSoonIsAskedAgain(int status) {
        assertThat(UpstreamResponse.of(new Backend.Head(status, null, null, null, null), ASKED, NOW))
                .isEqualTo(new UpstreamResponse.Away("the backend answered " + status, null));
    }

    @ParameterizedTest
    @CsvSource({
        "/other?y=2, http://backend.example/other?y=2",
        "' other ', http://backend.example/other",
        "//b.example:8443/x, http://b.example:8443/x",
        "https://b.example/x, https://b.example/x"
    })
    void aRedirectIsAnotherQuestionThatRemembersHowOftenItWasSentOn(String location, URI next) {
        assertThat(redirected(location, new UpstreamRequest(ASKED.url(), 3)))
                .isEqualTo(new UpstreamResponse.Redirect(new UpstreamRequest(next, 4)));
    }

    @Test
    void fiveRedirectsAreFollowedAndNoMore() {
        assertThat(redirected("/loop", new UpstreamRequest(ASKED.url(), 4)))
                .isInstanceOf(UpstreamResponse.Redirect.class);
        assertThat(redirected("/loop", new UpstreamRequest(ASKED.url(), 5)))
                .isEqualTo(new UpstreamResponse.Refusal("the backend redirects more than 5 times"));
    }

    @ParameterizedTest
    @CsvSource({
        ", a redirect without a Location",
        "' ', a redirect without a Location",
        "http://a b/, a redirect to what is not a URL",
        "ftp://a.example/, the address must begin with http:// or https://",
        "http://u:p@a.example/, the address must not contain a user or password"
    })
    void aRedirectToNoAddressIsRefusedInThatWord(@Nullable String location, String reason) {
        assertThat(redirected(location, ASKED)).isEqualTo(new UpstreamResponse.Refusal(reason));
    }

    private static UpstreamResponse redirected(@Nullable String location, UpstreamRequest asked) {
        return UpstreamResponse.of(new Backend.Head(307, null, null, location, null), asked, NOW);
    }
}
