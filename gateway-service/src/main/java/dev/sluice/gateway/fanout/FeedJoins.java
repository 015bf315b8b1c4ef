package dev.sluice.gateway.fanout;

import dev.sluice.gateway.stream.JoinPoint;
import dev.sluice.model.event.ChannelPosition;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Those who want to join one feed. The end is asked for once for all who were waiting; who comes while that question is
 * on its way waits for the next one, since its answer may be older than he is.
 *
 * <p>Confined to the tail's thread.
 */
final class FeedJoins {
    /** Asks for the feed's end; the answer comes back as {@link #onEnd} or {@link #fail}. */
    interface Question {
        void ask();
    }

    private record Joining(
            JoinRequest request, long before, @Nullable ChannelPosition knownBefore, long end) {}

    private final Question question;
    private List<Joining> waiting = new ArrayList<>();
    private List<Joining> asking = new ArrayList<>();
    private final List<Joining> behind = new ArrayList<>();

    FeedJoins(Question question) {
        this.question = question;
    }

    void add(JoinRequest request, FeedTail tail) {
        waiting.add(new Joining(request, tail.position(), tail.position(request.channel()), -1));
        askIfFree();
    }

    /** The answer: the feed ended here after everybody who was in question had come. */
    void onEnd(long end, FeedTail tail) {
        for (Joining joining : asking) {
            JoinRequest request = joining.request();
            request.loop().execute(request.reply()::onEndKnown);
            behind.add(new Joining(request, joining.before(), joining.knownBefore(), end));
        }
        asking = new ArrayList<>();
        askIfFree();
        answer(tail);
    }

    /** Answers all whose end has been read. */
    void answer(FeedTail tail) {
        behind.removeIf(joining -> {
            if (tail.position() < joining.end()) {
                return false;
            }
            JoinRequest request = joining.request();
            JoinPoint point = new JoinPoint(
                    joining.end(),
                    tail.position(),
                    tail.position(request.channel()),
                    joining.before(),
                    joining.knownBefore());
            request.loop().execute(() -> request.reply().onJoined(point));
            return true;
        });
    }

    void fail(String reason) {
        List<Joining> all = new ArrayList<>(waiting);
        all.addAll(asking);
        all.addAll(behind);
        waiting = new ArrayList<>();
        asking = new ArrayList<>();
        behind.clear();
        all.forEach(joining -> joining.request().failed(reason));
    }

    private void askIfFree() {
        if (asking.isEmpty() && !waiting.isEmpty()) {
            asking = waiting;
            waiting = new ArrayList<>();
            question.ask();
        }
    }
}
