package dev.sluice.local;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class PortsTest {
    @Test
    void noTwoPartsShareAPort() {
        assertThat(new Ports(0).all(2)).hasSize(15);
    }

    @Test
    void theOffsetMovesEveryPort() {
        assertThat(new Ports(100).all(2).keySet())
                .containsExactlyElementsOf(new Ports(0)
                        .all(2).keySet().stream().map(port -> port + 100).toList());
    }

    @Test
    void theSecondNodesTakeTenMoreThanTheFirst() {
        Ports ports = new Ports(0);

        assertThat(ports.gateway(2)).isEqualTo(8290);
        assertThat(ports.gatewayTls(2)).isEqualTo(8253);
        assertThat(ports.gatewayManagement(2)).isEqualTo(9456);
        assertThat(ports.relayManagement(2)).isEqualTo(9455);
    }
}
