package dev.sluice.gateway.subscribe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sluice.gateway.stream.StartPosition;
import dev.sluice.model.api.TopicStreaming.Heartbeat;
import io.netty.handler.codec.http.DefaultHttpHeaders;
import io.netty.handler.codec.http.HttpHeaders;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class StreamQueryTest {
    private static final HttpHeaders NONE = new DefaultHttpHeaders();

    @Test
    void whatIsOfTheBackendSaysNothing() {
        assertThat(StreamQuery.read(NONE, null).position()).isEqualTo(new StartPosition.Unspecified());
        assertThat(StreamQuery.read(NONE, "symbol=ACME&a=1;sluice.x=1").position())
                .isEqualTo(new StartPosition.Unspecified());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            since=yesterday        | since: earliest, latest, -N, a time
            sluice.later=1         | sluice.later: no such parameter
            %73luice%2Elater       | sluice.later: no such parameter
            x=1&sluice.            | sluice.: no such parameter
            sluice.caf%c3%a9=1     | sluice.caf%C3%A9: no such parameter
            sluice.Heartbeat=event | sluice.Heartbeat: no such parameter
            sluice.heartbeat=Event | sluice.heartbeat: comment, event
            sluice.heartbeat=event%20 | sluice.heartbeat: comment, event
            sluice.heartbeat=event&sluice.later | sluice.later: no such parameter
            """)
    void whatIsWrongIsNamed(String query, String why) {
        assertThatThrownBy(() -> StreamQuery.read(NONE, query))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith(why);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', nullValues = "none", textBlock = """
            none                             | none
            symbol=ACME                      | none
            sluice.heartbeat                 | none
            sluice.heartbeat=                | none
            sluice.heartbeat=comment         | COMMENT
            x=1&sluice.heartbeat=event       | EVENT
            %73luice.heart%62eat=e%76ent     | EVENT
            sluice.heartbeat=&sluice.heartbeat=event         | EVENT
            sluice.heartbeat=event&sluice.heartbeat=comment  | EVENT
            """)
    void theHeartbeatIsTheFirstThatIsSaid(@Nullable String query, @Nullable Heartbeat heartbeat) {
        assertThat(StreamQuery.read(NONE, query).heartbeat()).isEqualTo(heartbeat);
    }

    @Test
    void aLongNameIsCut() {
        assertThatThrownBy(() -> StreamQuery.read(NONE, "sluice." + "x".repeat(5000)))
                .isInstanceOf(IllegalArgumentException.class)
                .message()
                .hasSizeLessThan(300)
                .startsWith("sluice.xxx");
    }
}
