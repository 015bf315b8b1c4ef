package dev.sluice.relay.channel;

/**
 * A burst of events comes in many chunks of one read, and all of them are to be one request to Kafka: what is given to
 * the log waits until the loop has read what there is. Confined to the pull's event loop.
 */
final class WriteBatch {
    private final ChannelLog log;
    private final PullLoop loop;
    private boolean isOpen;

    WriteBatch(ChannelLog log, PullLoop loop) {
        this.log = log;
        this.loop = loop;
    }

    /**
     * What is given from now on waits, until this turn of the loop ends at the latest.
     *
     * @return whether that has just begun
     */
    boolean begin() {
        if (isOpen) {
            return false;
        }
        isOpen = true;
        log.beginBatch();
        loop.soon(this::end);
        return true;
    }

    /** It waits no longer. */
    void end() {
        if (isOpen) {
            isOpen = false;
            log.endBatch();
        }
    }
}
