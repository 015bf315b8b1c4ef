package dev.sluice.gateway.stream;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.netty.buffer.ByteBuf;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Queue;
import org.jspecify.annotations.Nullable;

/** A client's end that takes what it is sent only when told to. */
final class TestOutlet implements Outlet {
    final List<String> taken = new ArrayList<>();
    private final List<String> written = new ArrayList<>();
    private final List<String> unsent = new ArrayList<>();
    private final Queue<Runnable> loop;
    private final boolean stuck;

    @Nullable
    CloseReason ended;

    @Nullable
    Subscriber subscriber;

    final long requestedNanos = System.nanoTime();
    int mostUnsent;
    int live;
    int replayed;
    long deliveredBytes;
    boolean broken;
    /** Whether it is to be woken. */
    private boolean wakes;

    /** After how long it is to be woken, as was said last. */
    long wakeMillis;

    /** @param stuck whether it takes something only by {@link #take} */
    TestOutlet(Queue<Runnable> loop, boolean stuck) {
        this.loop = loop;
        this.stuck = stuck;
    }

    @Override
    public StreamProtocol protocol() {
        return StreamProtocol.HTTP1;
    }

    @Override
    public long requestedNanos() {
        return requestedNanos;
    }

    @Override
    public boolean isReady() {
        return unsent.isEmpty();
    }

    @Override
    public int turnBytes() {
        return TestLoop.CREDIT;
    }

    @Override
    public void write(Frame frame) {
        if (broken) {
            throw new IllegalStateException("broken");
        }
        written.add(frame.payload().toString(UTF_8));
    }

    @Override
    public void write(ByteBuf payload) {
        written.add(payload.toString(UTF_8));
        payload.release();
    }

    @Override
    public void onDelivered(Frame event, boolean isReplay) {
        deliveredBytes += event.payloadBytes();
        if (isReplay) {
            replayed++;
        } else {
            live++;
        }
    }

    @Override
    public void flush() {
        if (stuck) {
            unsent.addAll(written);
            mostUnsent = Math.max(mostUnsent, unsent.size());
        } else {
            taken.addAll(written);
        }
        written.clear();
    }

    @Override
    public void yield() {
        loop.add(this::advance);
    }

    @Override
    public void wake(long millis) {
        wakes = true;
        wakeMillis = millis;
    }

    @Override
    public void end(CloseReason reason) {
        flush();
        ended = reason;
    }

    /** How many blocks it has been sent, whether it has taken them or not. */
    int blocks() {
        return taken.size() + unsent.size() + written.size();
    }

    Subscriber subscriber() {
        return Objects.requireNonNull(subscriber);
    }

    /** The client takes what was sent. */
    void take() {
        boolean waited = !unsent.isEmpty();
        taken.addAll(unsent);
        unsent.clear();
        if (waited) {
            advance();
        }
    }

    /** The time has come for which it waits, if it does. */
    void wake() {
        if (wakes) {
            wakes = false;
            advance();
        }
    }

    /** Of the backend's events, in order. */
    List<String> data() {
        return taken.stream()
                .filter(text -> text.contains("data: ") && !text.contains("event: sluice."))
                .map(text -> text.replaceAll("(?s).*data: (.*)\n\n", "$1"))
                .toList();
    }

    List<String> control(String type) {
        return taken.stream().filter(text -> text.contains("event: " + type)).toList();
    }

    private void advance() {
        if (subscriber != null) {
            subscriber.advance();
        }
    }
}
