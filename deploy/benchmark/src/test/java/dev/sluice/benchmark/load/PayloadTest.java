package dev.sluice.benchmark.load;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.util.zip.Deflater;
import java.util.zip.DeflaterOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PayloadTest {
    @Test
    void noiseStandsWhereThePaddingStands() {
        byte[] data = Payload.ofNoise(7, 11, 100);

        assertThat(data).hasSize(100).startsWith("~000000000007.0000000000000000011".getBytes());
        assertThat(new String(data)).doesNotContain("\n").doesNotContain("\r");
    }

    /** Of six random bits a byte; to pack them so takes more than the compression that Kafka uses. */
    @ParameterizedTest
    @ValueSource(ints = {1000, 20_000})
    void eventsOfNoiseStayAsLargeWhenTheyAreCompressedTogether(int bytes) throws Exception {
        ByteArrayOutputStream compressed = new ByteArrayOutputStream();
        try (DeflaterOutputStream out = new DeflaterOutputStream(compressed, new Deflater(Deflater.BEST_COMPRESSION))) {
            for (int sequence = 1; sequence <= 64_000 / bytes; sequence++) {
                out.write(Payload.ofNoise(sequence, 0, bytes));
            }
        }

        assertThat(compressed.size()).isGreaterThan(64_000 / bytes * bytes * 7 / 10);
    }
}
