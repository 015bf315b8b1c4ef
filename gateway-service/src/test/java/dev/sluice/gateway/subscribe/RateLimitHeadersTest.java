package dev.sluice.gateway.subscribe;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.gateway.protocol.ResponseHead.Header;
import dev.sluice.gateway.quota.QuotaLeft;
import dev.sluice.model.access.AccessRecord.LimitType;
import org.junit.jupiter.api.Test;

class RateLimitHeadersTest {
    @Test
    void theyAreThoseOfTheDraft() {
        assertThat(RateLimitHeaders.of(new QuotaLeft("Gold", LimitType.EVENTS, 50_000, 49_990, 86_400, 3600)))
                .containsExactly(
                        new Header("RateLimit-Policy", "\"Gold\";q=50000;w=86400"),
                        new Header("RateLimit", "\"Gold\";r=49990;t=3600"));
        assertThat(RateLimitHeaders.of(new QuotaLeft("Gold", LimitType.BYTES, 10, 9, 60, 1))
                        .getFirst()
                        .value())
                .isEqualTo("\"Gold\";q=10;qu=\"content-bytes\";w=60");
        assertThat(RateLimitHeaders.of(null)).isEmpty();
    }

    @Test
    void noNameOfAPlanBreaksTheHead() {
        QuotaLeft hostile = new QuotaLeft("a\"b\\c\r\nX: 1 \u00e9", LimitType.EVENTS, 1, 1, 60, 1);

        assertThat(RateLimitHeaders.of(hostile).getLast().value()).isEqualTo("\"a\\\"b\\\\c??X: 1 ?\";r=1;t=1");
    }
}
