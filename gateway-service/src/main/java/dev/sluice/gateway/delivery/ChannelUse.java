package dev.sluice.gateway.delivery;

import dev.sluice.gateway.fanout.ApplicationChannels;
import dev.sluice.gateway.fanout.ChannelRef;
import org.jspecify.annotations.Nullable;

/**
 * One client's use of a channel: while it lasts the channel's feed is tailed and, on demand, the channel pulled. It begins
 * with the set-up of a stream and ends with the stream. Confined to its event loop.
 */
public final class ChannelUse {
    private final DeliveryLoop loop;
    private final ChannelRef ref;
    private final ApplicationChannels.@Nullable Slot slot;
    private boolean demanded;

    ChannelUse(DeliveryLoop loop, ChannelRef ref, ApplicationChannels.@Nullable Slot slot) {
        this.loop = loop;
        this.ref = ref;
        this.slot = slot;
    }

    ChannelRef ref() {
        return ref;
    }

    /** Has the channel pulled, if it is not yet. */
    public void demand() {
        if (!demanded) {
            demanded = true;
            loop.demands().want(ref);
        }
    }

    /** Ends the use; to be called once. */
    public void release() {
        if (demanded) {
            loop.demands().release(ref);
        }
        if (slot != null) {
            slot.release();
        }
        loop.hub().leave(ref);
    }
}
