package dev.sluice.relay.backend;

import dev.sluice.relay.channel.Backend;
import dev.sluice.relay.channel.ChannelLog;
import dev.sluice.relay.channel.ChannelPull;
import dev.sluice.service.thread.ServiceThreads;
import java.nio.ByteBuffer;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Runs what one pull does on its event loop, which would go on without it if it failed: an exception concerns this pull
 * alone, which asks its backend anew; an error ends the process. Confined to that loop.
 */
final class PullGuard {
    private static final Logger LOG = Logger.getLogger(PullGuard.class);

    private final ServiceThreads threads;
    private final ChannelLog log;
    private @Nullable ChannelPull pull;

    PullGuard(ServiceThreads threads, ChannelLog log) {
        this.threads = threads;
        this.log = log;
    }

    /** To be called once, before anything is run. */
    void guard(ChannelPull guarded) {
        pull = guarded;
    }

    void run(Runnable task) {
        try {
            task.run();
        } catch (RuntimeException fault) {
            onFault(fault);
        } catch (Error error) {
            threads.fail(Thread.currentThread().getName(), error);
        }
    }

    private void onFault(RuntimeException fault) {
        LOG.errorf(fault, "a fault in a pull, its backend is asked anew");
        log.onFault();
        ChannelPull failed = pull;
        if (failed != null) {
            try {
                failed.onFault();
            } catch (RuntimeException again) {
                LOG.errorf(again, "a fault in a pull that could not be mended");
            }
        }
    }

    /** The same way to backends; what it calls its listeners with is guarded. */
    Backend around(Backend backend) {
        return (request, listener) -> backend.open(request, new GuardedListener(listener));
    }

    private final class GuardedListener implements Backend.Listener {
        private final Backend.Listener listener;

        GuardedListener(Backend.Listener listener) {
            this.listener = listener;
        }

        @Override
        public void onHead(Backend.Head head) {
            run(() -> listener.onHead(head));
        }

        @Override
        public void onBytes(ByteBuffer bytes) {
            run(() -> listener.onBytes(bytes));
        }

        @Override
        public void onEnd() {
            run(listener::onEnd);
        }

        @Override
        public void onFailure(Backend.Failure failure) {
            run(() -> listener.onFailure(failure));
        }
    }
}
