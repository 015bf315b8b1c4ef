package dev.sluice.gateway.stream;

import java.util.ArrayList;
import java.util.List;

/** The channels that got something within one turn of an event loop, each once. Confined to that loop. */
public final class DueChannels {
    private final long turn;
    private final List<LoopChannel> channels = new ArrayList<>();

    /** @param turn its number: another one for each turn of a loop, and never 0 */
    public DueChannels(long turn) {
        this.turn = turn;
    }

    void add(LoopChannel channel) {
        if (channel.becomeDue(turn)) {
            channels.add(channel);
        }
    }

    /** Sends each client what is due. */
    public void advanceAll() {
        channels.forEach(LoopChannel::advanceAll);
    }
}
