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

    LoopPull(Context loop, ChannelPull pull) {
        this.loop = loop;
        this.pull = pull;
    }

    void start() {
        loop.runOnContext(_ -> pull.start());
    }

    @Override
    public CompletionStage<Void> stop() {
        Promise<Void> stopped = Promise.promise();
        loop.runOnContext(_ -> {
            pull.stop();
            stopped.complete();
        });
        return stopped.future().toCompletionStage();
    }

    @Override
    public void onRoom() {
        loop.runOnContext(_ -> pull.onRoom());
    }

    @Override
    public BackendClass backendClass() {
        return pull.backendClass();
    }
}
