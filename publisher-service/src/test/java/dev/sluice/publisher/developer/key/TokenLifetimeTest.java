package dev.sluice.publisher.developer.key;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.sluice.publisher.web.problem.FieldError;
import dev.sluice.publisher.web.problem.Fields;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TokenLifetimeTest {
    private static final Duration USUAL = Duration.ofHours(1);

    @ParameterizedTest
    @CsvSource({"60, 60", "86400, 86400", "-1, 3600", "N/A, 3600", "n/a, 3600"})
    void tokensAreGoodForAsLongAsIsAskedFor(String asked, long seconds) {
        Fields fields = fields(asked);

        Optional<TokenLifetime> lifetime = TokenLifetime.read(fields, "validityPeriod");

        assertThat(lifetime.map(read -> read.or(USUAL))).contains(Duration.ofSeconds(seconds));
        assertThat(fields.errors()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"59", "86401", "-2", "0", "1.5", "soon", "99999999999"})
    void aLifetimeOutOfItsBoundsIsRefusedWithThem(String asked) {
        Fields fields = fields(asked);

        assertThat(TokenLifetime.read(fields, "validityPeriod")).isEmpty();
        assertThat(fields.errors())
                .singleElement()
                .satisfies(error -> assertThat(error.reason()).contains("60 to 86400"))
                .extracting(FieldError::field)
                .isEqualTo("validityPeriod");
    }

    private static Fields fields(String validityPeriod) {
        return Fields.of(new ObjectMapper().valueToTree(Map.of("validityPeriod", validityPeriod)));
    }
}
