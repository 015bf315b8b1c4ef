package dev.sluice.publisher.ops;

import dev.sluice.service.thread.ServiceThreads;
import jakarta.inject.Singleton;
import java.util.List;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.HealthCheckResponseBuilder;
import org.eclipse.microprofile.health.Liveness;

/** Whether a restart would help: a thread has ended, or is stuck in our own code. Kafka that is away is no reason. */
@Liveness
@Singleton
class PublisherLiveness implements HealthCheck {
    private final ServiceThreads threads;

    PublisherLiveness(ServiceThreads threads) {
        this.threads = threads;
    }

    @Override
    public HealthCheckResponse call() {
        List<String> problems = threads.problems();
        HealthCheckResponseBuilder answer =
                HealthCheckResponse.named("publisher").status(problems.isEmpty());
        return problems.isEmpty()
                ? answer.build()
                : answer.withData("threads", String.join("; ", problems)).build();
    }
}
