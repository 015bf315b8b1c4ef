package dev.sluice.gateway.control;

import dev.sluice.kafka.TopicTable;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** Has what is read of one control topic put into force, and published once for all that came together. */
final class ControlSink implements TopicTable.Sink {
    private final ControlRecords records;
    private final KafkaContact contact;
    private final Runnable publish;
    /** What was there at the start is published, be it nothing. */
    private boolean changed = true;

    /** @param publish everything put into force so far is to be seen by all when it returns */
    ControlSink(ControlRecords records, KafkaContact contact, Runnable publish) {
        this.records = records;
        this.contact = contact;
        this.publish = publish;
    }

    @Override
    public void onRecord(ConsumerRecord<String, byte[]> row) {
        changed |= records.onRecord(row);
    }

    @Override
    public void onRead() {
        if (changed) {
            changed = false;
            publish.run();
        }
    }

    @Override
    public void onAnswer() {
        contact.onAnswer();
    }
}
