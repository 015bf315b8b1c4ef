package dev.sluice.publisher.delivery.outbox;

import dev.sluice.embedded.ChildProcess;
import dev.sluice.model.topic.KafkaTopics;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

/** The drain in a process of its own, that kills itself at the n-th time of a step: no shutdown hook runs, nothing is flushed. */
final class DrainProcess {
    static final int KILLED = 137;

    private DrainProcess() {}

    static Process start(DrainFixture fixture, ControlTopic topic, DrainSteps.Step step, int time) throws IOException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx128m",
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty("java.class.path"),
                DrainProcess.class.getName()));
        command.addAll(List.of(
                fixture.database.jdbcUrl(),
                fixture.database.username(),
                fixture.database.password(),
                fixture.topics.prefix(),
                fixture.bootstrapServers,
                topic.name(),
                step.name(),
                Integer.toString(time)));
        return ChildProcess.start(
                "KILL",
                new ProcessBuilder(command)
                        .redirectErrorStream(true)
                        .redirectOutput(File.createTempFile("drain-", ".log", new File("target"))));
    }

    public static void main(String[] arguments) {
        DrainSteps.Step fatal = DrainSteps.Step.valueOf(arguments[6]);
        AtomicInteger left = new AtomicInteger(Integer.parseInt(arguments[7]));
        OutboxDrain drain = DrainFixture.drain(
                ControlTopic.valueOf(arguments[5]),
                arguments[0],
                arguments[1],
                arguments[2],
                new KafkaTopics(arguments[3], 16),
                arguments[4],
                new SentMark(),
                new OutboxTimes(new SimpleMeterRegistry(), ControlTopic.valueOf(arguments[5])),
                step -> {
                    if (step == fatal && left.decrementAndGet() == 0) {
                        Runtime.getRuntime().halt(KILLED);
                    }
                });
        drain.run();
    }
}
