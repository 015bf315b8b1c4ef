package dev.sluice.gateway.request;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;

/**
 * A network: an address and how many of its bits count.
 *
 * @param bits 0..32, or 0..128 of IPv6
 */
public record Cidr(InetAddress network, int bits) {
    /** Of IPv6: what one customer is given at least, and so one place. */
    private static final int SITE_BITS = 64;

    public Cidr {
        if (bits < 0 || bits > network.getAddress().length * 8) {
            throw new IllegalArgumentException("/" + bits + " is too much for " + network.getHostAddress());
        }
    }

    /**
     * @param text {@code 10.0.0.0/8}, {@code fd00::/8}, or one address
     * @throws IllegalArgumentException when it is no network
     */
    public static Cidr of(String text) {
        int slash = text.indexOf('/');
        InetAddress network = InetAddress.ofLiteral(slash < 0 ? text : text.substring(0, slash));
        if (slash < 0) {
            return new Cidr(network, network.getAddress().length * 8);
        }
        String bits = text.substring(slash + 1);
        if (!bits.matches("\\d{1,3}")) {
            throw new IllegalArgumentException("a network is an address, / and a number of bits, was '" + text + "'");
        }
        return new Cidr(network, Integer.parseInt(bits));
    }

    /** The network that is counted as one client: a whole address of IPv4, the first 64 bits of IPv6. */
    public static Cidr siteOf(InetAddress address) {
        byte[] bytes = address.getAddress();
        if (bytes.length * 8 <= SITE_BITS) {
            return new Cidr(address, bytes.length * 8);
        }
        Arrays.fill(bytes, SITE_BITS / 8, bytes.length, (byte) 0);
        try {
            return new Cidr(InetAddress.getByAddress(bytes), SITE_BITS);
        } catch (UnknownHostException impossible) {
            throw new IllegalStateException("16 bytes are an address", impossible);
        }
    }

    public boolean contains(InetAddress address) {
        byte[] theirs = address.getAddress();
        byte[] ours = network.getAddress();
        if (theirs.length != ours.length) {
            return false;
        }
        for (int bit = 0; bit < bits; bit++) {
            int mask = 0x80 >>> (bit & 7);
            if (((theirs[bit >>> 3] ^ ours[bit >>> 3]) & mask) != 0) {
                return false;
            }
        }
        return true;
    }
}
