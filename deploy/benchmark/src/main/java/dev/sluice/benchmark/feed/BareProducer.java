package dev.sluice.benchmark.feed;

import dev.sluice.benchmark.load.Payload;
import java.util.concurrent.ExecutionException;

/**
 * Writes the records that a relay would write, with its settings, and does nothing else: what they cost their writer.
 * For one thread.
 */
public final class BareProducer implements TrafficSender {
    public static final String IDEMPOTENT = "idempotent";
    public static final String TRANSACTIONAL = "transactional";

    private final FeedWriter writer;
    private final int dataBytes;
    private final boolean isTransactional;

    private BareProducer(FeedWriter writer, int dataBytes, boolean isTransactional) {
        this.writer = writer;
        this.dataBytes = dataBytes;
        this.isTransactional = isTransactional;
    }

    /**
     * {@code SERVERS TOPIC BYTES TICKS BURST KIND}; runs until it is ended. A transaction is committed at each tick.
     *
     * @throws InterruptedException never by itself
     */
    public static void main(String[] arguments) throws InterruptedException, ExecutionException {
        boolean isTransactional = arguments[5].equals(TRANSACTIONAL);
        FeedWriter writer = isTransactional
                ? FeedWriter.transactional(arguments[0], arguments[1])
                : FeedWriter.idempotent(arguments[0], arguments[1]);
        BareProducer sender = new BareProducer(writer, Integer.parseInt(arguments[2]), isTransactional);
        double ticks = Double.parseDouble(arguments[3]);
        int burst = Integer.parseInt(arguments[4]);
        System.out.println("ready");
        if (ticks > 0) {
            Pacer.steady(sender, ticks, burst);
            Thread.currentThread().join();
        }
        while (true) {
            sender.send(burst, System.nanoTime());
        }
    }

    @Override
    public void send(int count, long dueNanos) throws InterruptedException, ExecutionException {
        if (isTransactional) {
            writer.begin();
        }
        for (int i = 0; i < count; i++) {
            long sequence = writer.nextSequence();
            writer.send(Long.toString(sequence), Payload.of(sequence, dueNanos, dataBytes));
        }
        if (isTransactional) {
            writer.commit();
        } else {
            writer.awaitRoom();
        }
    }
}
