package dev.sluice.gateway.subscribe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sluice.gateway.stream.StartPosition;
import io.netty.handler.codec.http.DefaultHttpHeaders;
import io.netty.handler.codec.http.HttpHeaders;
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
            """)
    void whatIsWrongIsNamed(String query, String why) {
        assertThatThrownBy(() -> StreamQuery.read(NONE, query))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith(why);
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
