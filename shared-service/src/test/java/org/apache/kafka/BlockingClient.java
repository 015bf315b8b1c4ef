package org.apache.kafka;

import java.util.concurrent.CountDownLatch;

/** Stands where Kafka's client stands on a stack: it waits for a broker that does not answer. */
public final class BlockingClient {
    private BlockingClient() {}

    public static void await(CountDownLatch entered, CountDownLatch answer) throws InterruptedException {
        entered.countDown();
        answer.await();
    }
}
