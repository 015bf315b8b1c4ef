package dev.sluice.gateway.stream;

import java.time.Clock;
import java.util.concurrent.Executor;

/** What all streams of one event loop share. */
public record LoopStreams(
        Executor loop,
        FrameEncoder encoder,
        ReplaySource replays,
        StreamCounters counters,
        Clock clock,
        StreamLimits limits) {}
