package dev.sluice.model.channel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sluice.model.api.KeyType;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RequestTargetTest {
    @ParameterizedTest
    @CsvSource({
        "/a,/a",
        "/%61,/a",
        "/%7euser,/~user",
        "/caf%c3%a9,/caf%C3%A9",
        "/caf\u00e9,/caf%C3%A9",
        "/a b,/a%20b",
        "/a%23b,/a%23b",
        "/a|b,/a%7Cb"
    })
    void twoWaysToWriteAPathAreOne(String raw, String normal) {
        assertThat(RequestTarget.of(raw, null).path()).isEqualTo(normal);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/a/../b", "/a/./b", "/%2e%2e/b", "/a%2fb", "/a%2Fb", "/a%5Cb", "/a%", "/a%2", "/a%zz"})
    void pathsThatPointElsewhereAreRefused(String raw) {
        assertThatThrownBy(() -> RequestTarget.of(raw, null)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void theQueryIsSortedByNameAndEqualNamesKeepTheirOrder() {
        assertThat(RequestTarget.of("/a", "z=1&b=2&b=1&a=%41").query()).isEqualTo("a=A&b=2&b=1&z=1");
    }

    @Test
    void parametersOfOursAreTakenOut() {
        String query = "x=1&last_event_id=a&lastEventId=b&since=-5&ticket=t&access_token=s&apikey=k";

        assertThat(RequestTarget.of("/a", query).query()).isEqualTo("x=1");
        assertThat(RequestTarget.of("/a", "since=earliest").query()).isNull();
        assertThat(RequestTarget.of("/a", "%73ince=earliest").query()).isNull();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "sluice.heartbeat=event&x=1",
                "x=1&sluice.heartbeat=event",
                "x=1&%73luice%2eheartbeat=event",
                "x=1&sluice.later",
                "x=1&sluice.=2&sluice.heartbeat=&sluice.heartbeat=a=b"
            })
    void whatBeginsWithOurPrefixIsTakenOut(String query) {
        assertThat(RequestTarget.of("/a", query)).isEqualTo(RequestTarget.of("/a", "x=1"));
    }

    @Test
    void aNameThatOnlyResemblesOursIsTheBackends() {
        String query = "Sluice.x=1&a=sluice.x&sluice=2&sluice_x=3&x.sluice.y=4";

        assertThat(RequestTarget.of("/a", query).query()).isEqualTo(query);
        assertThat(RequestTarget.reserved(query)).isEmpty();
    }

    @Test
    void whatBeginsWithOurPrefixIsReadInNormalForm() {
        assertThat(RequestTarget.reserved("x=1&%73luice%2Eb=%65vent&sluice.a&since=-1"))
                .containsExactly("sluice.b=event", "sluice.a");
        assertThat(RequestTarget.reserved(null)).isEmpty();
        assertThat(RequestTarget.reserved("")).isEmpty();
    }

    @Test
    void theFirstOfAParameterOfOursIsReadAndDecoded() {
        String query = "x=1&%73ince=a+b%2Bc%3Dd=e&since=2&ticket&?ticket=t&=apikey=k&sluice.heartbeat=event";

        assertThat(RequestTarget.own(query)).isEqualTo(Map.of("since", "a b+c=d=e", "ticket", ""));
        assertThat(RequestTarget.of("/a", query).query()).isEqualTo("=apikey=k&?ticket=t&x=1");
        assertThat(RequestTarget.own(null)).isEmpty();
        assertThat(RequestTarget.own("")).isEmpty();
    }

    @Test
    void aChannelIsReadFromItsKey() {
        // Given
        Channel plain = new Channel("api", "Default", KeyType.PRODUCTION, "/memory", null);
        Channel asked = new Channel("api", "Default", KeyType.SANDBOX, "/a%7Cb", "x=1&y=2");

        // Then
        assertThat(plain.key()).isEqualTo("api|Default|P|/memory");
        assertThat(Channel.ofKey(plain.key())).contains(plain);
        assertThat(Channel.ofKey(asked.key())).contains(asked);
        assertThat(Channel.ofKey("api|Default|X|/memory")).isEmpty();
        assertThat(Channel.ofKey("#claim")).isEmpty();
        assertThat(Channel.apiIdOf(asked.key())).isEqualTo("api");
    }

    @Test
    void aKeyOfMoreThan1024BytesIsTooLong() {
        assertThat(new Channel("api", "Default", KeyType.PRODUCTION, "/" + "x".repeat(1024 - 15), null).isTooLong())
                .isFalse();
        assertThat(new Channel("api", "Default", KeyType.PRODUCTION, "/" + "x".repeat(1025 - 15), null).isTooLong())
                .isTrue();
    }

    @Test
    void aFeedIsReadFromItsStateKey() {
        Feed feed = new Feed("api", 12);

        assertThat(Feed.ofStateKey(feed.stateKey())).contains(feed);
        assertThat(Feed.ofStateKey("#feed/api/x")).isEmpty();
        assertThat(Feed.ofStateKey("api|Default|P|/a/1")).isEmpty();
        assertThat(feed.shard(16)).isBetween(0, 15);
    }
}
