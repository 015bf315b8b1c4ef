package dev.sluice.outbound;

import java.net.InetAddress;
import java.util.List;

/**
 * Which addresses Sluice may connect to on somebody's behalf. To be asked with every address that a name resolves to, and
 * again on each connect and redirect; the address that was checked is the one to connect to.
 *
 * @param allowPrivate whether all private ones are allowed
 * @param allowed otherwise, those that are
 */
public record OutboundPolicy(boolean allowPrivate, List<PrivatePlace> allowed) {
    public OutboundPolicy {
        allowed = List.copyOf(allowed);
    }

    /**
     * As an installation is configured.
     *
     * @param allow {@link PrivatePlace#of entries}
     * @throws IllegalArgumentException which entry is wrong, and how
     */
    public static OutboundPolicy of(boolean allowPrivate, List<String> allow) {
        return new OutboundPolicy(
                allowPrivate, allow.stream().map(OutboundPolicy::place).toList());
    }

    private static PrivatePlace place(String entry) {
        try {
            return PrivatePlace.of(entry);
        } catch (IllegalArgumentException wrong) {
            throw new IllegalArgumentException("outbound.allow '" + entry + "': " + wrong.getMessage(), wrong);
        }
    }

    /**
     * Whether an address may be connected to.
     *
     * @param host the name that leads there, or the address itself
     */
    public boolean allows(String host, InetAddress address) {
        return switch (AddressReach.of(address.getAddress())) {
            case PUBLIC -> true;
            case PRIVATE -> allowPrivate || allowed.stream().anyMatch(place -> place.covers(host, address));
            case NEVER -> false;
        };
    }
}
