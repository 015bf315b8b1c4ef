package dev.sluice.kafka;

import dev.sluice.service.thread.ServiceThreads;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;

/**
 * What every {@link TopicTable} of a service is made with.
 *
 * @param kafka settings of the consumers, {@code bootstrap.servers} at least; {@code request.timeout.ms}, if there, more than
 *     the two seconds that a fetch may wait
 * @param admin asks for the ends; may be shared
 * @param unreadable counts the records that are passed over
 * @param threads watch the tables' threads
 */
public record TableSettings(
        Map<String, Object> kafka, Admin admin, UnreadableRecords unreadable, ServiceThreads threads) {
    public TableSettings {
        kafka = Map.copyOf(kafka);
    }
}
