package dev.sluice.gateway.fanout;

import dev.sluice.gateway.stream.JoinPoint;
import dev.sluice.model.event.ChannelPosition;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The clients that join one feed. The end is requested once for all that were waiting; a client that comes while that request
 * is on its way waits for the next one, since its result may be older than the client.
 *
 * <p>Confined to the tail's thread.
 */
final class FeedJoins {
    /** Requests the feed's end; the result comes as {@link #onEnd} or {@link #fail}. */
    interface EndRequest {
        void send();
    }

    private record Join(
            JoinRequest request, long before, @Nullable ChannelPosition knownBefore, long end) {}

    private final EndRequest endRequest;
    private List<Join> waiting = new ArrayList<>();
    /** Of which the end has been requested. */
    private List<Join> requesting = new ArrayList<>();
    /** Whose end is known, and the tail has not read so far. */
    private final List<Join> reading = new ArrayList<>();

    FeedJoins(EndRequest endRequest) {
        this.endRequest = endRequest;
    }

    void add(JoinRequest request, TailProgress tail) {
        waiting.add(new Join(request, tail.position(), tail.position(request.channel()), -1));
        requestIfFree();
    }

    /** The feed ended here after all clients had come for which the end was requested. */
    void onEnd(long end, TailProgress tail) {
        for (Join join : requesting) {
            JoinRequest request = join.request();
            request.loop().execute(request.reply()::onEndKnown);
            reading.add(new Join(request, join.before(), join.knownBefore(), end));
        }
        requesting = new ArrayList<>();
        requestIfFree();
        complete(tail);
    }

    /** Completes the joins whose end has been read. */
    void complete(TailProgress tail) {
        reading.removeIf(join -> {
            if (tail.position() < join.end()) {
                return false;
            }
            JoinRequest request = join.request();
            JoinPoint point = new JoinPoint(
                    join.end(), tail.position(), tail.position(request.channel()), join.before(), join.knownBefore());
            request.loop().execute(() -> request.reply().onJoined(point));
            return true;
        });
    }

    void fail(String reason) {
        List<Join> all = new ArrayList<>(waiting);
        all.addAll(requesting);
        all.addAll(reading);
        waiting = new ArrayList<>();
        requesting = new ArrayList<>();
        reading.clear();
        all.forEach(join -> join.request().failed(reason));
    }

    private void requestIfFree() {
        if (requesting.isEmpty() && !waiting.isEmpty()) {
            requesting = waiting;
            waiting = new ArrayList<>();
            endRequest.send();
        }
    }
}
