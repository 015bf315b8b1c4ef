package dev.sluice.benchmark.load;

import java.net.InetSocketAddress;
import java.util.concurrent.CompletableFuture;
import java.util.function.IntFunction;

/** Clients that connect together, with the same data bytes in each event. Counters are confined to the load's thread. */
final class Wave {
    private final InetSocketAddress server;
    private final int dataBytes;
    private final int clients;
    private final int atOnce;
    private final IntFunction<Subscription> wanted;
    private final CompletableFuture<Void> accepted = new CompletableFuture<>();
    private int begun;
    private int live;

    /** @param atOnce how many may wait for their answer at a time */
    Wave(InetSocketAddress server, int dataBytes, int clients, int atOnce, IntFunction<Subscription> wanted) {
        this.server = server;
        this.dataBytes = dataBytes;
        this.clients = clients;
        this.atOnce = atOnce;
        this.wanted = wanted;
    }

    InetSocketAddress server() {
        return server;
    }

    int dataBytes() {
        return dataBytes;
    }

    Subscription wanted(int index) {
        return wanted.apply(index);
    }

    /** Complete when all have a 200; fails with the first that has none. */
    CompletableFuture<Void> accepted() {
        return accepted;
    }

    boolean mayBegin() {
        return begun < clients && begun - live < atOnce && !accepted.isDone();
    }

    boolean isBegun() {
        return begun == clients || accepted.isDone();
    }

    int begin() {
        return begun++;
    }

    void onAccepted() {
        live++;
        if (live == clients) {
            accepted.complete(null);
        }
    }

    void onFailed(String reason) {
        accepted.completeExceptionally(new LoadFailedException(reason));
    }
}
