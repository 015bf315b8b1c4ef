package dev.sluice.testsupport;

import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.util.Map;

/** Gives a Quarkus test the shared broker and a topic prefix of its own. */
public final class KafkaResource implements QuarkusTestResourceLifecycleManager {
    @Override
    public Map<String, String> start() {
        return Map.of(
                "sluice.kafka.bootstrap-servers", KafkaBroker.shared().bootstrapServers(),
                "sluice.kafka.topic-prefix", KafkaBroker.freshPrefix(),
                "sluice.kafka.replication-factor", "1",
                "quarkus.log.category.\"org.apache.kafka\".level", "WARN",
                "quarkus.log.category.\"kafka\".level", "WARN",
                "quarkus.log.category.\"state.change.logger\".level", "WARN");
    }

    /** The broker stays for the test classes that follow. */
    @Override
    public void stop() {}
}
