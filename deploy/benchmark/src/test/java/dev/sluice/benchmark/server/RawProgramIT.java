package dev.sluice.benchmark.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.sluice.benchmark.load.LoadClient;
import dev.sluice.benchmark.load.LoadFailedException;
import dev.sluice.benchmark.load.LoadResult;
import dev.sluice.benchmark.load.Subscription;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RawProgramIT {
    private static final Path SOURCE = Path.of("src/main/c/raw.c");
    private static final Traffic TRAFFIC = new Traffic(2, 100, 200, 2);
    private static final long BOUND_NANOS = Duration.ofSeconds(30).toNanos();

    @TempDir
    Path folder;

    private RawProgram raw;

    @BeforeEach
    void compile() throws IOException, InterruptedException {
        var compiled = RawProgram.compile(SOURCE, folder);
        assumeTrue(compiled.isPresent(), "needs a C compiler");
        raw = compiled.orElseThrow();
    }

    @Test
    void everyClientGetsEveryEventOfItsChannelOnce() throws IOException, InterruptedException {
        try (Server server = raw.start(TRAFFIC);
                LoadClient load = new LoadClient()) {
            load.connect(server.port(), 100, 50, 10, client -> Subscription.live(server.path(client)));
            load.reset();

            load.awaitEvents(load.receivedEver() + 5000);

            LoadResult received = load.received();
            assertThat(received.faults()).isEqualTo("none");
            assertThat(received.latencyMillis(50)).isLessThan(10_000);
        }
    }

    @Test
    void aLogIsSentToEachClientFromItsBeginning() throws IOException, InterruptedException {
        try (Server server = raw.startWithLog(TRAFFIC, 10_000);
                LoadClient load = new LoadClient()) {
            load.connect(server.port(), 100, 3, 3, _ -> new Subscription("/0", null, 0));

            load.awaitEvents(30_000);

            assertThat(load.received().events()).isEqualTo(30_000);
            assertThat(load.received().faults()).isEqualTo("none");
        }
    }

    @Test
    void aClientThatStallsGetsNothingMoreUntilItReadsOn() throws IOException, InterruptedException {
        try (Server server = raw.startWithLog(TRAFFIC, 10_000);
                LoadClient stalling = new LoadClient();
                LoadClient load = new LoadClient()) {
            stalling.connect(server.port(), 100, 1, 1, _ -> new Subscription("/0", null, 0, true));
            load.connect(server.port(), 100, 1, 1, _ -> new Subscription("/0", null, 0));
            load.awaitEvents(10_000);
            assertThat(stalling.received().events()).isLessThan(1000);

            stalling.readOn();
            stalling.awaitEvents(10_000);

            assertThat(stalling.received().faults()).isEqualTo("none");
        }
    }

    @Test
    void clientsThatLoseTheirServerAreCounted() throws IOException, InterruptedException {
        try (LoadClient load = new LoadClient()) {
            Server server = raw.start(TRAFFIC);
            load.connect(server.port(), 100, 5, 5, client -> Subscription.live(server.path(client)));
            server.close();

            long deadline = System.nanoTime() + BOUND_NANOS;
            while (load.received().failed() < 5) {
                assertThat(System.nanoTime()).isLessThan(deadline);
            }

            assertThat(load.received().faults()).contains("5 cut off");
        }
    }

    @Test
    void aClientThatIsRefusedFailsTheWholeWave() throws IOException, InterruptedException {
        try (Server server = raw.start(TRAFFIC);
                LoadClient load = new LoadClient()) {
            int port = server.port();
            server.close();

            assertThatThrownBy(() -> load.connect(port, 100, 1, 1, _ -> Subscription.live("/0")))
                    .isInstanceOf(LoadFailedException.class)
                    .hasMessageContaining("Connection refused");
        }
    }
}
