package dev.sluice.relay.feed;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.relay.channel.BackendSignIn;
import dev.sluice.relay.channel.PullTarget;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class UpstreamEndpointTest {
    private static final String URL = "http://backend.example/v1/prices";

    @ParameterizedTest
    @ValueSource(strings = {URL, "http://BACKEND.example:80/v1/prices", URL + "?x=1"})
    void theSameSchemeHostPortAndPathAreTheSameStreamWhateverTheCredentials(String url) {
        assertThat(endpoint(URL, "as one").isSameStream(endpoint(url, "as another")))
                .isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://backend.example/v1/prices",
                "http://other.example/v1/prices",
                "http://backend.example:81/v1/prices",
                "http://backend.example/v2/prices"
            })
    void anotherSchemeHostPortOrPathIsAnotherStream(String url) {
        assertThat(endpoint(URL, "before").isSameStream(endpoint(url, "after"))).isFalse();
    }

    @Test
    void whatAnEarlierReleaseHasWrittenIsJudgedByItsHash() {
        // Given
        UpstreamEndpoint old = new UpstreamEndpoint("hash", null);

        // Then
        assertThat(old.isSameStream(endpoint(URL, "hash"))).isTrue();
        assertThat(old.isSameStream(endpoint(URL, "another"))).isFalse();
    }

    @Test
    void theHashIsThatOfTheContract() {
        // printf http://backend.example:80/v1/prices | sha256sum
        assertThat(endpoint(URL, "").streamHash()).isEqualTo("355d5e680c78aa27a1db3b81ea2686ca");
    }

    private static UpstreamEndpoint endpoint(String url, String hash) {
        return UpstreamEndpoint.of(
                new PullSettings(new PullTarget(url, true, 1024, BackendSignIn.NONE), hash, false, 1000));
    }
}
