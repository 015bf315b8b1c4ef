package dev.sluice.publisher.ops;

import io.quarkus.vertx.http.HttpServerStart;
import io.quarkus.vertx.http.HttpsServerStart;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.ObservesAsync;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;

/** Ready once the REST port listens: the management port, on which health is asked for, may be there before it. */
@Readiness
@ApplicationScoped
class ListeningHealth implements HealthCheck {
    private volatile boolean listens;

    /** The packaged service. */
    void onHttps(@ObservesAsync HttpsServerStart start) {
        listens = true;
    }

    /** Tests in this module. */
    void onHttp(@ObservesAsync HttpServerStart start) {
        listens = true;
    }

    @Override
    public HealthCheckResponse call() {
        return HealthCheckResponse.named("rest port").status(listens).build();
    }
}
