package dev.sluice.outbound;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.WorkerExecutor;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;

/**
 * Finds where a name is, off the event loops, and lets nothing through that the policy forbids. One forbidden address forbids
 * the name. What comes out is to be connected as it is: to resolve the name again would let it change its mind. Thread safe.
 */
public final class OutboundAddresses {
    /** A resolver that does not answer holds up the new connections of this node, but none of its other work. */
    private static final int RESOLVING_THREADS = 8;

    private final WorkerExecutor resolving;
    private final OutboundPolicy policy;
    private final HostResolver resolver;

    public OutboundAddresses(Vertx vertx, OutboundPolicy policy, HostResolver resolver) {
        this.resolving = vertx.createSharedWorkerExecutor("outbound-names", RESOLVING_THREADS);
        this.policy = policy;
        this.resolver = resolver;
    }

    /** At least one address; fails with {@link ForbiddenAddressException} or {@link UnknownHostException}. */
    Future<List<InetAddress>> of(String host) {
        return resolving.executeBlocking(() -> checked(host), false);
    }

    private List<InetAddress> checked(String host) throws ForbiddenAddressException, UnknownHostException {
        List<InetAddress> addresses = resolver.resolve(host);
        for (InetAddress address : addresses) {
            if (!policy.allows(host, address)) {
                throw new ForbiddenAddressException();
            }
        }
        return addresses;
    }
}
