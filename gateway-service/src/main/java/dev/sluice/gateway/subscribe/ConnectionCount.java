package dev.sluice.gateway.subscribe;

import dev.sluice.gateway.request.Cidr;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelFutureListener;
import java.net.InetAddress;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * Counts connections of all kinds: in total, and from each address (of IPv6, each /64). Thread safe; it is asked once for
 * each connection.
 */
public final class ConnectionCount {
    /** Connections above the limit that are still accepted, to be refused with a response. */
    private static final int REFUSAL_MARGIN = 1000;

    private final int max;
    private final int maxPerAddress;
    private final AtomicInteger open = new AtomicInteger();
    /** Open connections without those that were refused, and will soon be closed. */
    private final AtomicInteger admitted = new AtomicInteger();

    private final ConcurrentMap<Cidr, Integer> perAddress = new ConcurrentHashMap<>();

    /**
     * @param max 0 = no bound
     * @param maxPerAddress 0 = no bound
     */
    public ConnectionCount(int max, int maxPerAddress) {
        this.max = max;
        this.maxPerAddress = maxPerAddress;
    }

    /** Counts a new connection; its slot is to be given its {@linkplain Slot#setAddress address}. */
    public Slot add() {
        open.incrementAndGet();
        admitted.incrementAndGet();
        return new Slot();
    }

    public int open() {
        return open.get();
    }

    /** Returns whether there are more than there may be. */
    boolean exceedsLimit() {
        return max > 0 && admitted.get() > max;
    }

    /** Returns whether there are so many that a new one is closed without a response. */
    public boolean exceedsHardLimit() {
        return max > 0 && open.get() > max + REFUSAL_MARGIN;
    }

    /** One connection; freed when it is closed. */
    public final class Slot implements ChannelFutureListener {
        private @Nullable Cidr site;
        private boolean released;

        /** Sets the client's address, as far as it is known now. On its event loop only. */
        void setAddress(InetAddress address) {
            Cidr now = Cidr.siteOf(address);
            if (maxPerAddress > 0 && !now.equals(site)) {
                forgetAddress();
                site = now;
                perAddress.merge(now, 1, Integer::sum);
            }
        }

        /** Returns whether there are more connections from this address than there may be. */
        boolean exceedsAddressLimit() {
            return site != null && perAddress.getOrDefault(site, 0) > maxPerAddress;
        }

        /** The connection is refused, and counts no more against the limits. */
        void release() {
            if (!released) {
                released = true;
                admitted.decrementAndGet();
                forgetAddress();
            }
        }

        @Override
        public void operationComplete(ChannelFuture closed) {
            open.decrementAndGet();
            release();
        }

        /** Counts for no address from now on; it stays one of all connections. On its event loop only. */
        void forgetAddress() {
            if (site != null) {
                perAddress.computeIfPresent(site, (_, count) -> count == 1 ? null : count - 1);
                site = null;
            }
        }
    }
}
