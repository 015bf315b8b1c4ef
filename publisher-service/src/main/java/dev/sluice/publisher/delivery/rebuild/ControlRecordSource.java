package dev.sluice.publisher.delivery.rebuild;

import dev.sluice.publisher.delivery.outbox.ControlTopic;
import dev.sluice.publisher.delivery.outbox.OutboxStep;
import jakarta.transaction.Transactional;
import java.util.List;

/** One kind of things in the database that gateways and relays know by control records. */
public interface ControlRecordSource {
    /** The topic that all of them are in. */
    ControlTopic topic();

    /**
     * The records that ought to be there now, each {@link OutboxStep.EnsureEventsTopic} just before the record that needs it.
     * Reads only.
     */
    @Transactional(Transactional.TxType.MANDATORY)
    List<OutboxStep> present();

    /** Returns whether a record of the topic under this key can be of nothing else, so that it is none when {@link #present} has it not. */
    boolean owns(String key);
}
