package dev.sluice.relay.channel;

/** Notices that a backend has been silent for too long ({@link Silence}). Confined to the pull's event loop. */
final class SilenceWatch {
    private final PullLoop loop;
    private final Silence silence = new Silence();
    private final Runnable tooLong;
    private final ResettableTimer timer;

    /** @param tooLong done once for each {@link #begin} that is not ended before */
    SilenceWatch(PullLoop loop, Runnable tooLong) {
        this.loop = loop;
        this.tooLong = tooLong;
        this.timer = new ResettableTimer(loop, this::look);
    }

    /** The backend is read from now on. */
    void begin() {
        silence.begin(loop.nanoTime());
        watch();
    }

    void onBytes() {
        silence.onBytes(loop.nanoTime());
    }

    /** It is not read any more, or not for a while: its silence means nothing. */
    void end() {
        timer.cancel();
    }

    private void watch() {
        timer.set(silence.left(loop.nanoTime()));
    }

    private void look() {
        long now = loop.nanoTime();
        if (silence.left(now).isPositive()) {
            watch();
        } else {
            silence.onBytes(now);
            tooLong.run();
        }
    }
}
