package dev.sluice.embedded;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class FreePortsTest {
    @Test
    void twoServersOfOneJvmNeverGetTheSamePort() {
        List<Integer> ports = Stream.generate(FreePorts::any).limit(1000).toList();

        assertThat(ports).doesNotHaveDuplicates();
    }
}
