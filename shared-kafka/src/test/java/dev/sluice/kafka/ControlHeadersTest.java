package dev.sluice.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class ControlHeadersTest {
    private final ConsumerRecord<String, byte[]> row = new ConsumerRecord<>("sluice.apis", 0, 7, "Default/a", null);

    @Test
    void theLastHeaderOfANameCounts() {
        header("version", "4");
        header("version", "5");
        header("schema", "1");
        header("reason", "deleted");

        assertThat(ControlHeaders.of(row)).isEqualTo(new ControlHeaders(5, 1, true, false));
    }

    @Test
    void whatIsMissingOrNoNumberIsNotKnown() {
        assertThat(ControlHeaders.of(row)).isEqualTo(new ControlHeaders(0, 0, false, false));
        header("version", "five");
        header("schema", null);
        header("reason", "undeployed");

        assertThat(ControlHeaders.of(row)).isEqualTo(new ControlHeaders(0, 0, false, false));
    }

    private void header(String name, @Nullable String value) {
        row.headers().add(name, value == null ? null : value.getBytes(StandardCharsets.US_ASCII));
    }
}
