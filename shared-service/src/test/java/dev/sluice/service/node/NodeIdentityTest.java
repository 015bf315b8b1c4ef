package dev.sluice.service.node;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class NodeIdentityTest {
    private record FixedNode(String id) implements NodeConfig {
        @Override
        public Duration beat() {
            return Duration.ofSeconds(5);
        }
    }

    @Test
    void everyStartIsAnotherIncarnation() {
        NodeIdentity first = NodeIdentity.drawn(new FixedNode("gateway-1"));
        NodeIdentity second = NodeIdentity.drawn(new FixedNode("gateway-1"));

        assertThat(second.nodeId()).isEqualTo("gateway-1");
        assertThat(second.incarnation()).isNotEqualTo(first.incarnation());
    }

    @Test
    void anIdOfAnotherShapeIsRefused() {
        assertThatThrownBy(() -> NodeIdentity.drawn(new FixedNode("gateway 1")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("sluice.node.id must match [A-Za-z0-9._-]{1,64}, was 'gateway 1'");
    }
}
