package dev.sluice.outbound;

import java.net.InetAddress;
import java.util.Locale;
import java.util.regex.Pattern;

/** A private place that may be connected to, by what an installation's list of them says. */
public sealed interface PrivatePlace {
    Pattern SUFFIX = Pattern.compile("(?:\\.[a-z0-9](?:[a-z0-9-]*[a-z0-9])?)+");

    /** Returns whether it is where this name leads. */
    boolean covers(String host, InetAddress address);

    /**
     * An address and how many of its bits count, none set after them.
     *
     * @param bits 0..32 (IPv4) or 0..128 (IPv6)
     */
    record Network(InetAddress address, int bits) implements PrivatePlace {
        public Network {
            byte[] bytes = address.getAddress();
            if (bits < 0 || bits > bytes.length * 8) {
                throw new IllegalArgumentException(
                        "a prefix of " + address.getHostAddress() + " has 0 to " + bytes.length * 8 + " bits");
            }
            for (int i = bits; i < bytes.length * 8; i++) {
                if (bit(bytes, i)) {
                    throw new IllegalArgumentException(
                            address.getHostAddress() + '/' + bits + " has bits set after its prefix");
                }
            }
        }

        @Override
        public boolean covers(String host, InetAddress asked) {
            byte[] network = address.getAddress();
            byte[] bytes = asked.getAddress();
            if (bytes.length != network.length) {
                return false;
            }
            for (int i = 0; i < bits; i++) {
                if (bit(bytes, i) != bit(network, i)) {
                    return false;
                }
            }
            return true;
        }

        private static boolean bit(byte[] bytes, int index) {
            return (bytes[index / 8] & 0x80 >>> index % 8) != 0;
        }
    }

    /**
     * All hosts whose names end so.
     *
     * @param suffix with a dot before each label, in lower case: {@code .corp.example}
     */
    record HostSuffix(String suffix) implements PrivatePlace {
        public HostSuffix {
            if (!SUFFIX.matcher(suffix).matches()) {
                throw new IllegalArgumentException("'" + suffix + "' is no end of host names as .corp.example");
            }
        }

        @Override
        public boolean covers(String host, InetAddress asked) {
            String name = host.toLowerCase(Locale.ROOT);
            return (name.endsWith(".") ? name.substring(0, name.length() - 1) : name).endsWith(suffix);
        }
    }

    /**
     * An entry of the list: {@code 10.1.0.0/16}, {@code fd12:3456::/32}, {@code .corp.example}.
     *
     * @throws IllegalArgumentException which entry is wrong, and how
     */
    static PrivatePlace of(String text) {
        String entry = text.strip().toLowerCase(Locale.ROOT);
        if (entry.startsWith(".")) {
            return new HostSuffix(entry);
        }
        int slash = entry.indexOf('/');
        try {
            return new Network(
                    InetAddress.ofLiteral(entry.substring(0, slash)), Integer.parseInt(entry.substring(slash + 1)));
        } catch (NumberFormatException | IndexOutOfBoundsException none) {
            throw new IllegalArgumentException(
                    "'" + text + "' is neither a network as 10.1.0.0/16 nor an end of host names as .corp.example",
                    none);
        }
    }
}
