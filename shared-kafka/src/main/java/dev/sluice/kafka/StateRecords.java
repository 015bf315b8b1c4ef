package dev.sluice.kafka;

import dev.sluice.model.relay.RelayStates;
import dev.sluice.model.relay.StateRecord;
import dev.sluice.model.wire.UnreadableRecordException;
import dev.sluice.model.wire.Wire;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jboss.logging.Logger;

/** What a row of relay-state says; one rule for all who read it. */
public final class StateRecords {
    private static final Logger LOG = Logger.getLogger(StateRecords.class);

    private StateRecords() {}

    /**
     * Puts a row into force; one that does not count is passed over and counted, and what was there before it stays.
     *
     * @param shards partitions of relay-state
     */
    public static void apply(
            ConsumerRecord<String, byte[]> row, int shards, RelayStates states, UnreadableRecords unreadable) {
        try {
            states.on(read(row, shards));
        } catch (UnreadableRecordException broken) {
            LOG.warnf(
                    "a control record is passed over: kafkaTopic=%s partition=%d offset=%d reason=%s",
                    row.topic(), row.partition(), row.offset(), broken);
            unreadable.onRecord(row);
        }
    }

    /**
     * Reads a row.
     *
     * @param shards partitions of relay-state
     * @throws UnreadableRecordException it is none that counts: it is to be passed over, whatever it holds
     */
    public static StateRecord read(ConsumerRecord<String, byte[]> row, int shards) {
        if (row.key() == null) {
            throw new UnreadableRecordException("a record without a key", null);
        }
        StateRecord record = Wire.readState(row.key(), row.value());
        if (record instanceof StateRecord.OfFeed ofFeed && ofFeed.feed().shard(shards) != row.partition()) {
            throw new UnreadableRecordException(ofFeed.feed() + " is not of partition " + row.partition(), null);
        }
        return record;
    }
}
