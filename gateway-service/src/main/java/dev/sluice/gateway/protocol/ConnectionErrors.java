package dev.sluice.gateway.protocol;

import dev.sluice.gateway.fanout.FailFastLoop;
import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.DecoderException;
import java.io.IOException;
import java.util.concurrent.Executor;
import org.jboss.logging.Logger;

/** Ends a connection, and no other, when something that concerns it alone throws. Confined to its event loop. */
public final class ConnectionErrors {
    private static final Logger LOG = Logger.getLogger(ConnectionErrors.class);

    private final FailFastLoop failFast;

    public ConnectionErrors(FailFastLoop failFast) {
        this.failFast = failFast;
    }

    /** Runs a task of one connection, which is closed when it throws. */
    public void runFor(ChannelHandlerContext connection, Runnable task) {
        try {
            task.run();
        } catch (Throwable failure) {
            onFailure(failure);
            connection.close();
        }
    }

    /** Returns the event loop of one connection, which is closed when a task throws there. */
    public Executor loopOf(ChannelHandlerContext connection) {
        return task -> connection.executor().execute(() -> runFor(connection, task));
    }

    /** Logs a failure of a connection that the caller closes. */
    public void onFailure(Throwable failure) {
        Throwable cause =
                failure instanceof DecoderException && failure.getCause() != null ? failure.getCause() : failure;
        failFast.onFailure(cause);
        if (cause instanceof IOException) { // SSLException is one, too: a client that speaks no TLS, or trusts us not
            LOG.debugv("a connection broke: reason={0}", cause.getMessage());
        } else {
            LOG.error("a connection is closed by an error", cause);
        }
    }
}
