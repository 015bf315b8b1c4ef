package dev.sluice.outbound;

import java.net.InetAddress;
import java.net.URI;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * Which addresses Sluice may connect to on a user's behalf. To be asked with every address that a name resolves to, and
 * again on each connect and redirect; the address that was checked is the one to connect to.
 *
 * @param allowPrivate whether all private ones are allowed
 * @param allowed otherwise, those that are
 */
public record OutboundPolicy(boolean allowPrivate, List<PrivatePlace> allowed) {
    private static final Pattern THIS_MACHINE = Pattern.compile("(?:.+\\.)?localhost\\.?");

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
     * Returns whether an address may be connected to.
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

    /**
     * Returns whether a URL leads where none of these addresses is, as far as its text says: by an address, or by a
     * name that is this machine's wherever it is asked for (RFC 6761, 6.3). What other names lead to is asked when they
     * are connected to.
     */
    public boolean forbids(URI url) {
        String host = url.getHost().toLowerCase(Locale.ROOT);
        if (OutboundUrl.isLiteral(host)) {
            return OutboundUrl.address(host)
                    .filter(address -> allows(host, address))
                    .isEmpty();
        }
        return THIS_MACHINE.matcher(host).matches() && !allows(host, InetAddress.getLoopbackAddress());
    }
}
