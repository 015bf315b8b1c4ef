package dev.sluice.gateway.http;

import dev.sluice.gateway.request.Cidr;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelFutureListener;
import java.net.InetAddress;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * How many connections there are, of all kinds: in total, and from each address (of IPv6, each /64). For any thread; it
 * is asked once for each connection.
 */
final class Visitors {
    /** Room for those that are only told that there is none. */
    private static final int STANDING = 1000;

    private final int max;
    private final int maxPerAddress;
    private final AtomicInteger connections = new AtomicInteger();
    /** Connections without those that were turned away, and will soon be gone. */
    private final AtomicInteger guests = new AtomicInteger();

    private final ConcurrentMap<Cidr, Integer> perAddress = new ConcurrentHashMap<>();

    /**
     * @param max 0 = no bound
     * @param maxPerAddress 0 = no bound
     */
    Visitors(int max, int maxPerAddress) {
        this.max = max;
        this.maxPerAddress = maxPerAddress;
    }

    /** A connection has come; its visit is to be {@linkplain Visit#comesFrom told} from where. */
    Visit enter() {
        connections.incrementAndGet();
        guests.incrementAndGet();
        return new Visit();
    }

    int count() {
        return connections.get();
    }

    /** Whether there are more than there may be. */
    boolean isFull() {
        return max > 0 && guests.get() > max;
    }

    /** Whether there are so many that there is not even room to say so. */
    boolean isPacked() {
        return max > 0 && connections.get() > max + STANDING;
    }

    /** One connection; it leaves when it is closed. */
    final class Visit implements ChannelFutureListener {
        private @Nullable Cidr from;
        private boolean turnedAway;

        /** From where it comes, as far as is known now. On its event loop only. */
        void comesFrom(InetAddress address) {
            Cidr site = Cidr.siteOf(address);
            if (maxPerAddress > 0 && !site.equals(from)) {
                forgetAddress();
                from = site;
                perAddress.merge(site, 1, Integer::sum);
            }
        }

        /** Whether there are more from this address than there may be. */
        boolean isOneTooMany() {
            return from != null && perAddress.getOrDefault(from, 0) > maxPerAddress;
        }

        /** It is told to come again, and takes no place meanwhile. */
        void turnAway() {
            if (!turnedAway) {
                turnedAway = true;
                guests.decrementAndGet();
                forgetAddress();
            }
        }

        @Override
        public void operationComplete(ChannelFuture closed) {
            connections.decrementAndGet();
            turnAway();
        }

        private void forgetAddress() {
            if (from != null) {
                perAddress.computeIfPresent(from, (_, count) -> count == 1 ? null : count - 1);
                from = null;
            }
        }
    }
}
