package dev.sluice.relay.channel;

import java.time.Duration;
import java.util.Random;

/** A pull with everything around it played by the test. */
final class Bench {
    static final String URL = "http://backend.example/prices?x=1";

    final FakeLoop loop = new FakeLoop();
    final FakeBackend backend = new FakeBackend();
    final RecordingLog log = new RecordingLog();
    PullTarget target = new PullTarget(URL, true, 1 << 16, BackendSignIn.NONE);
    ChannelPull pull;

    private Bench(PullTarget target, ChannelMemory memory, PullReason why) {
        this.target = target;
        log.restored = memory;
        pull = new ChannelPull(
                target,
                memory,
                why,
                backend,
                log,
                loop,
                new ReconnectPolicy(Duration.ofSeconds(1), Duration.ofSeconds(30), new Random(1)));
        pull.start();
    }

    static Bench first() {
        return of(ChannelMemory.NOTHING, PullReason.FIRST);
    }

    static Bench of(ChannelMemory memory, PullReason why) {
        return new Bench(new PullTarget(URL, true, 1 << 16, BackendSignIn.NONE), memory, why);
    }

    static Bench of(PullTarget target, ChannelMemory memory, PullReason why) {
        return new Bench(target, memory, why);
    }

    /** What a channel remembers whose backend has sent this. */
    static ChannelMemory memoryOf(String stream) {
        Bench before = first();
        before.backend.open().stream().send(stream);
        before.pull.stop();
        return before.log.restored;
    }

    /** The connection is lost; the next one is answered with a stream. */
    FakeBackend.Connection reconnect() {
        backend.open().end();
        return nextConnection().stream();
    }

    /** Lets the wait before the next attempt pass. */
    FakeBackend.Connection nextConnection() {
        int before = backend.connections.size();
        for (int second = 0; second < 3_600 && backend.connections.size() == before; second++) {
            loop.pass(Duration.ofSeconds(1));
        }
        return backend.open();
    }
}
