package dev.sluice.gateway.server;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** A stream of HTTP/2 that its client does not read costs its connection, and the gateway, nothing but a place. */
class Http2BackpressureIT extends Http2Case {
    private static final int EVENTS = 3_000;
    private static final String TEXT = "some text that fills the window between here and there, ".repeat(10);

    @Test
    void aStreamThatIsNotReadHoldsUpNoOther() throws Exception {
        TestGateway gateway = gateway("gateway-1", 512 * 1024);
        Http2Client client = connect(gateway);
        Http2Answer slow = client.get(path());
        Http2Answer quick = client.get(path());
        assertThat(slow.next().type()).isEqualTo("sluice.live");
        assertThat(quick.next().type()).isEqualTo("sluice.live");
        slow.pause();

        relay.sendMany(channel, EVENTS, TEXT);
        for (int i = 1; i <= EVENTS; i++) {
            assertThat(quick.next().data()).endsWith(", " + i);
        }
        slow.resume();

        for (int i = 1; i <= EVENTS; i++) {
            assertThat(slow.next().data()).endsWith(", " + i);
        }
    }

    @Test
    void aStreamThatTakesNothingForTheStallTimeoutIsResetAndTheOthersGoOn() throws Exception {
        TestGateway gateway = streaming.gateway("gateway-1", HASTY).serving(api);
        Http2Client client = connect(gateway);
        Http2Answer dead = client.get(path());
        Http2Answer quick = client.get(path());
        assertThat(dead.next().type()).isEqualTo("sluice.live");
        assertThat(quick.next().type()).isEqualTo("sluice.live");
        dead.pause();
        long sent = System.nanoTime();
        relay.sendMany(channel, EVENTS / 4, TEXT);

        assertStalledIsClosed(gateway, 1, sent);

        dead.resume();
        assertThat(dead.endsCleanly()).isFalse();
        for (int i = 1; i <= EVENTS / 4; i++) {
            assertThat(quick.next().data()).endsWith(", " + i);
        }
    }
}
