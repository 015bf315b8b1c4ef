package dev.sluice.relay.channel;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/**
 * What a backend repeats after it was asked to go on behind an id. An honest one repeats the events without id that followed
 * that id; they are known by their hashes. One that begins with an older id (numeric, not above ours) repeats or has begun
 * anew: its events are held until ours comes by with the same content (then all of them are repeats), or until it is clear
 * that it will not (then nothing is a repeat: a gap is told and all of them are passed on, so nothing is lost).
 */
final class UpstreamOverlap {
    static final int MAX_HELD_EVENTS = 10_000;
    static final int MAX_HELD_BYTES = 4 * 1024 * 1024;

    private final ChannelMemory before;
    private final List<Found> held = new ArrayList<>();
    private State state;
    private int heldBytes;
    private int nextHash = 1;

    private enum State {
        FIRST,
        HOLDING,
        HASHES,
        DONE
    }

    /** What is to be done with an event. */
    enum Answer {
        /** Pass it on. */
        PASS,
        /** It is known. */
        DROP,
        /** It may be known: it is kept here until that is clear. */
        HOLD,
        /** It and all that are held are new: the backend has begun anew. Tell a gap, pass on {@link #takeHeld}. */
        RESET
    }

    /** An event of the backend. */
    record Found(
            @Nullable String type, byte[] data, @Nullable String id) {}

    /** @param asked whether the backend was asked to go on behind the id in {@code before} */
    UpstreamOverlap(ChannelMemory before, boolean asked) {
        this.before = before;
        this.state = asked ? State.FIRST : State.DONE;
    }

    boolean isOver() {
        return state == State.DONE;
    }

    boolean isHolding() {
        return state == State.HOLDING;
    }

    Answer judge(Found event) {
        return switch (state) {
            case FIRST -> first(event);
            case HOLDING -> hold(event);
            case HASHES -> byHash(event);
            case DONE -> Answer.PASS;
        };
    }

    private Answer first(Found event) {
        if (event.id == null) {
            state = State.HASHES;
            return byHash(event);
        }
        if (event.id.equals(before.upstreamId()) || isOlder(event.id)) {
            state = State.HOLDING;
            return hold(event);
        }
        state = State.DONE;
        return Answer.PASS;
    }

    /** An event without id behind ours: known if it is the next of those that were seen behind it. */
    private Answer byHash(Found event) {
        boolean known = event.id == null
                && nextHash < before.sinceOwnId().size()
                && before.sinceOwnId().get(nextHash).equals(ChannelMemory.hash(event.type, event.data));
        if (known) {
            nextHash++;
            return Answer.DROP;
        }
        state = State.DONE;
        return Answer.PASS;
    }

    private Answer hold(Found event) {
        held.add(event);
        heldBytes += event.data.length;
        if (event.id != null && event.id.equals(before.upstreamId())) {
            return isOurs(event) ? repeated() : reset();
        }
        boolean beyond = event.id != null && !event.id.isEmpty() && !isOlder(event.id);
        return beyond || held.size() >= MAX_HELD_EVENTS || heldBytes >= MAX_HELD_BYTES ? reset() : Answer.HOLD;
    }

    private boolean isOurs(Found event) {
        return before.sinceOwnId().isEmpty()
                || before.sinceOwnId().getFirst().equals(ChannelMemory.hash(event.type, event.data));
    }

    private Answer repeated() {
        held.clear();
        heldBytes = 0;
        state = State.HASHES;
        return Answer.DROP;
    }

    /** It will not become clear, or has become clear: nothing of what is held is a repeat. */
    Answer reset() {
        state = State.DONE;
        return Answer.RESET;
    }

    /** What was held, in order; it is held no more. */
    List<Found> takeHeld() {
        List<Found> all = List.copyOf(held);
        held.clear();
        heldBytes = 0;
        return all;
    }

    private boolean isOlder(String id) {
        OptionalLong ours = number(before.upstreamId());
        OptionalLong theirs = number(id);
        return ours.isPresent() && theirs.isPresent() && theirs.getAsLong() < ours.getAsLong();
    }

    static OptionalLong number(@Nullable String id) {
        if (id == null || id.isEmpty() || id.length() > 18) {
            return OptionalLong.empty();
        }
        for (int i = 0; i < id.length(); i++) {
            if (id.charAt(i) < '0' || id.charAt(i) > '9') {
                return OptionalLong.empty();
            }
        }
        return OptionalLong.of(Long.parseLong(id));
    }
}
