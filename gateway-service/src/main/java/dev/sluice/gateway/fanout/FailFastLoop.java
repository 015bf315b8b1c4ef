package dev.sluice.gateway.fanout;

import dev.sluice.service.thread.ServiceThreads;
import java.util.concurrent.Executor;

/**
 * An event loop whose tasks end the process when they throw. Netty writes such a failure to the log and goes on, with rings and
 * cursors in an unknown state. What concerns one connection only has to be caught before.
 */
public final class FailFastLoop implements Executor {
    private final Executor loop;
    private final String name;
    private final ServiceThreads threads;

    /** @param name of the loop's thread */
    public FailFastLoop(Executor loop, String name, ServiceThreads threads) {
        this.loop = loop;
        this.name = name;
        this.threads = threads;
    }

    @Override
    public void execute(Runnable task) {
        loop.execute(() -> run(task));
    }

    /** Runs a task that is on the loop already. */
    public void run(Runnable task) {
        try {
            task.run();
        } catch (Throwable failure) {
            threads.fail(name, failure);
        }
    }

    /** Ends the process if this is an error, such as memory that is missing; an exception concerns its connection only. */
    public void onFailure(Throwable failure) {
        if (failure instanceof Error) {
            threads.fail(name, failure);
        }
    }
}
