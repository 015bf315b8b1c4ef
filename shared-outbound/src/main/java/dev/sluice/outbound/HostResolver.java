package dev.sluice.outbound;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;

/** Where a name leads now, or what address it is itself. May block. */
@FunctionalInterface
public interface HostResolver {
    /** The operating system's. */
    HostResolver SYSTEM = host -> List.of(InetAddress.getAllByName(host));

    /** At least one. */
    List<InetAddress> resolve(String host) throws UnknownHostException;
}
