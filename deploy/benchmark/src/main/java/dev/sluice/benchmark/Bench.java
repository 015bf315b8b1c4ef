package dev.sluice.benchmark;

import dev.sluice.benchmark.feed.Installation;
import dev.sluice.benchmark.feed.SimulatedRelay;
import dev.sluice.benchmark.report.Results;
import dev.sluice.benchmark.server.Broker;
import dev.sluice.benchmark.server.GatewayProcess;
import dev.sluice.benchmark.server.GatewayProgram;
import dev.sluice.benchmark.server.ProducerProgram;
import dev.sluice.benchmark.server.RawProgram;
import dev.sluice.benchmark.server.RelayProgram;
import dev.sluice.benchmark.server.Server;
import dev.sluice.benchmark.server.Traffic;
import dev.sluice.embedded.LocalCertificate;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;

/**
 * What scenarios share.
 *
 * @param raw empty without a C compiler
 * @param installation that the gateway is started on
 * @param certificate of servers that take connections over TLS
 */
record Bench(
        Options options,
        Optional<RawProgram> raw,
        Broker broker,
        Installation installation,
        GatewayProgram gateway,
        RelayProgram relay,
        ProducerProgram producer,
        LocalCertificate certificate,
        Results results) {
    /** Sockets that connect and close leave work to do; nothing shall be measured together with it. */
    private static final Duration SETTLING = Duration.ofSeconds(1);

    private static final Duration BECOMING_STEADY = Duration.ofSeconds(3);

    /** Starts the gateway for a scenario, with its settings and an API of its own. */
    GatewayProcess startGateway(Scenario scenario, Traffic traffic)
            throws IOException, InterruptedException, ExecutionException {
        return startGateway(scenario, gateway.playRelay(traffic), traffic);
    }

    /** @param relay that plays the scenario's API, and has been heard of in Kafka already */
    GatewayProcess startGateway(Scenario scenario, SimulatedRelay relay, Traffic traffic)
            throws IOException, InterruptedException {
        return gateway.start(relay, traffic, scenario.settings());
    }

    /** What is to be measured has begun; its first seconds are not like the others. */
    void becomeSteady() throws InterruptedException {
        rest(BECOMING_STEADY);
    }

    /** The same, and time for what is compiled only now. */
    void becomeSteady(Server server) throws InterruptedException {
        becomeSteady();
        if (server.isCompiledAsItRuns()) {
            rest(options.warmUp().dividedBy(2));
        }
    }

    void settle() throws InterruptedException {
        rest(SETTLING);
    }

    static void rest(Duration time) throws InterruptedException {
        TimeUnit.MILLISECONDS.sleep(time.toMillis());
    }
}
