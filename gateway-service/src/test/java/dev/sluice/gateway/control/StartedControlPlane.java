package dev.sluice.gateway.control;

import dev.sluice.gateway.access.AccessTable;
import dev.sluice.model.topic.KafkaTopics;
import dev.sluice.service.thread.ServiceThreads;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;

/** A control plane reader for tests of the data plane. */
public final class StartedControlPlane {
    private StartedControlPlane() {}

    public static ControlPlane of(
            Map<String, Object> kafka,
            Admin admin,
            KafkaTopics topics,
            String environment,
            AccessTable table,
            KafkaContact contact,
            ServiceThreads threads) {
        ControlPlane control = new ControlPlane(kafka, admin, topics, environment, table, contact, threads);
        control.start();
        return control;
    }
}
