package dev.sluice.gateway.stream;

import dev.sluice.model.event.EventId;

/** A place in a channel: after one event, before the next. Confined to its event loop. */
final class Cursor {
    private String generation;
    private long sequence;
    private long place;

    /**
     * @param generation empty = not known
     * @param sequence of the last event before it
     * @param place the first offset whose events come after it
     */
    Cursor(String generation, long sequence, long place) {
        this.generation = generation;
        this.sequence = sequence;
        this.place = place;
    }

    /** Returns whether the channel's generation is known; without it there is no id. */
    boolean isKnown() {
        return !generation.isEmpty();
    }

    String generation() {
        return generation;
    }

    long sequence() {
        return sequence;
    }

    long place() {
        return place;
    }

    /** Returns what a client names to come back here. */
    EventId id() {
        return new EventId(generation, sequence, place);
    }

    /** Returns whether this place is after a frame. */
    boolean isPast(Frame frame) {
        return frame.offset() < place || (isOf(frame) && frame.sequence() <= sequence);
    }

    boolean isOf(Frame frame) {
        return frame.generation().equals(generation);
    }

    /** Returns how many events are missing between here and this frame, as far as that can be counted. */
    long missedBefore(Frame frame) {
        return isOf(frame) ? frame.sequence() - sequence - 1 : 0;
    }

    /**
     * Returns whether the frame with this ordinal is the next one of this place, or none is. A client that has read in the log
     * is sometimes farther than the tail: what the ring lets go then is not missing for it.
     */
    boolean missesNothingBefore(ChannelFrames frames, long ordinal) {
        if (ordinal == frames.end()) {
            return isPast(frames.newest());
        }
        Frame frame = frames.get(ordinal);
        return isOf(frame) && missedBefore(frame) == 0;
    }

    void moveBefore(Frame frame) {
        become(frame);
        sequence = frame.sequence() - 1;
        place = frame.offset();
    }

    void moveAfter(Frame frame) {
        become(frame);
        sequence = frame.sequence();
        place = frame.offset() + 1;
    }

    /**
     * Takes the frame's own string, which all frames of the channel share, so that the next comparison looks at no byte.
     * Writes only what is new: the collector looks again at each object that a reference has been written to.
     */
    @SuppressWarnings("ReferenceEquality")
    private void become(Frame frame) {
        if (generation != frame.generation()) {
            generation = frame.generation();
        }
    }

    /** Learns what lies before this place, on the way to it. */
    void learn(String knownGeneration, long knownSequence) {
        generation = knownGeneration;
        sequence = knownSequence;
    }

    void moveTo(long offset) {
        place = offset;
    }
}
