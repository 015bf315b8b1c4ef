package dev.sluice.local;

import dev.sluice.embedded.EmbeddedKafka;
import dev.sluice.local.supervision.Engine;
import java.io.IOException;
import java.util.concurrent.CompletableFuture;

/** The broker in this JVM. It ends by itself only together with the JVM. */
final class KafkaEngine implements Engine {
    private final EmbeddedKafka kafka;
    private final CompletableFuture<String> ended = new CompletableFuture<>();

    KafkaEngine(EmbeddedKafka kafka) {
        this.kafka = kafka;
    }

    @Override
    public void start() throws IOException {
        kafka.start();
    }

    @Override
    public CompletableFuture<String> ended() {
        return ended;
    }

    @Override
    public void stop() {
        kafka.close();
        ended.complete("stopped");
    }

    @Override
    public void kill() {
        // It lives and dies with this JVM.
    }

    @Override
    public Long pid() {
        return ProcessHandle.current().pid();
    }
}
