package dev.sluice.publisher;

import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.util.Map;

/** The settings of a publisher under test that are neither Kafka's nor the database's. */
public final class PublisherResource implements QuarkusTestResourceLifecycleManager {
    @Override
    public Map<String, String> start() {
        return Map.of(
                "sluice.node.id", "publisher-1",
                "sluice.publisher.first-admin.password", "admin",
                "sluice.publisher.first-admin.allow-weak-password", "true",
                // All tests come from one address.
                "sluice.publisher.sign-in.free-failures-per-address", "1000",
                "quarkus.http.test-port", "0",
                "quarkus.management.test-port", "0");
    }

    @Override
    public void stop() {}
}
