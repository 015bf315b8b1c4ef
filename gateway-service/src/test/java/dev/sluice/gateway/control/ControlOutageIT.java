package dev.sluice.gateway.control;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.sluice.embedded.EmbeddedKafka;
import dev.sluice.embedded.FreePorts;
import dev.sluice.gateway.FailedThreads;
import dev.sluice.gateway.SampleApi;
import dev.sluice.gateway.access.AccessTable;
import dev.sluice.gateway.route.RouteResult;
import dev.sluice.model.api.ApiRecord;
import dev.sluice.model.api.Transport;
import dev.sluice.model.topic.KafkaTopics;
import dev.sluice.service.thread.ServiceThreads;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.admin.Admin;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ControlOutageIT {
    private static final Duration SOON = Duration.ofSeconds(30);

    private final ServiceThreads threads = new ServiceThreads(new FailedThreads());
    private final KafkaTopics topics = new KafkaTopics("sluice", 2);

    @Test
    void withoutKafkaItGoesOnWithWhatItHasAndReadsOnWhenKafkaIsBack(@TempDir Path directory) throws Exception {
        KafkaContact contact = new KafkaContact(System::nanoTime, Duration.ofSeconds(5));
        try (EmbeddedKafka kafka =
                new EmbeddedKafka(directory, FreePorts.any(), FreePorts.any(), EmbeddedKafka.FAST_COMPACTION)) {
            kafka.start();
            write(kafka, 1);
            try (Admin admin = Admin.create(settings(kafka));
                    ControlPlane plane = plane(kafka, admin, contact)) {
                await().atMost(SOON).until(() -> version(plane) == 1);

                kafka.close();
                await().atMost(SOON).until(() -> contact.silentFor().compareTo(Duration.ofSeconds(3)) > 0);

                assertThat(plane.routes().route("/observer/1.0.0/x", null, Transport.HTTP))
                        .isInstanceOf(RouteResult.Found.class);
                assertThat(plane.isCaughtUp()).isTrue();
                assertThat(threads.problems()).isEmpty();
                // No client waits for a response that does not come.
                assertThat(plane.readAccessToPresentEnd().toCompletableFuture().get(5, TimeUnit.SECONDS))
                        .isFalse();

                kafka.start();
                write(kafka, 2);
                await().atMost(SOON).until(() -> version(plane) == 2);
                await().atMost(SOON).until(() -> contact.silentFor().compareTo(Duration.ofSeconds(2)) < 0);
            }
        }
    }

    @Test
    void kafkaMayComeLaterThanTheGateway(@TempDir Path directory) throws Exception {
        try (EmbeddedKafka kafka =
                        new EmbeddedKafka(directory, FreePorts.any(), FreePorts.any(), EmbeddedKafka.FAST_COMPACTION);
                Admin admin = Admin.create(settings(kafka));
                ControlPlane plane = plane(kafka, admin, new KafkaContact(System::nanoTime, Duration.ofSeconds(5)))) {
            assertThat(plane.isCaughtUp()).isFalse();

            kafka.start();
            write(kafka, 1);

            await().atMost(SOON).until(() -> version(plane) == 1);
        }
    }

    private ControlPlane plane(EmbeddedKafka kafka, Admin admin, KafkaContact contact) {
        ControlPlane plane =
                new ControlPlane(settings(kafka), admin, topics, "Default", new AccessTable(), contact, threads);
        plane.start();
        return plane;
    }

    private static Map<String, Object> settings(EmbeddedKafka kafka) {
        return Map.of(
                "bootstrap.servers",
                kafka.bootstrapServers(),
                "default.api.timeout.ms",
                3_000,
                "request.timeout.ms",
                3_000,
                "reconnect.backoff.max.ms",
                500);
    }

    private void write(EmbeddedKafka kafka, long version) throws Exception {
        try (ControlLog log = ControlLog.over(kafka.bootstrapServers(), topics)) {
            log.api("Default/a", SampleApi.of("a").version(version));
        }
    }

    private static long version(ControlPlane plane) {
        return plane.routes().api("a").map(ApiRecord::version).orElse(0L);
    }
}
