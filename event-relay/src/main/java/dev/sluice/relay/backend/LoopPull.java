package dev.sluice.relay.backend;

import dev.sluice.model.relay.BackendClass;
import dev.sluice.relay.channel.ChannelPull;
import io.vertx.core.Context;
import io.vertx.core.Promise;
import java.util.concurrent.CompletionStage;

/** Brings what other threads want of a pull to its event loop. */
final class LoopPull implements Pulls.Pull {
    private final Context loop;
    private final ChannelPull pull;
    private final PullGuard guard;

    LoopPull(Context loop, ChannelPull pull, PullGuard guard) {
        this.loop = loop;
        this.pull = pull;
        this.guard = guard;
    }

    void start() {
        loop.runOnContext(_ -> guard.run(pull::start));
    }

    @Override
    public CompletionStage<Void> stop() {
        Promise<Void> stopped = Promise.promise();
        loop.runOnContext(_ -> {
            guard.run(pull::stop);
            stopped.complete();
        });
        return stopped.future().toCompletionStage();
    }

    @Override
    public void onRoom() {
        loop.runOnContext(_ -> guard.run(pull::onRoom));
    }

    @Override
    public BackendClass backendClass() {
        return pull.backendClass();
    }
}
