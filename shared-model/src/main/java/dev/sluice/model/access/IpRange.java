package dev.sluice.model.access;

import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.regex.Pattern;

/**
 * Addresses of IPv4 or of IPv6 from a first to a last one: one address, a network, or any range. An IPv4 address that is
 * written, or comes, as IPv6 ({@code ::ffff:192.0.2.1}) is the IPv4 one. No name is ever looked up.
 */
public record IpRange(InetAddress first, InetAddress last) {
    private static final Pattern OCTETS = Pattern.compile("(?:(?:0|[1-9][0-9]{0,2})(?:\\.(?!$)|$)){4}");
    /** No zone: it names an interface of one host alone. */
    private static final Pattern IPV6 = Pattern.compile("[0-9A-Fa-f.]*:[0-9A-Fa-f:.]*");

    private static final Pattern BITS = Pattern.compile("0|[1-9][0-9]{0,2}");
    private static final int MAPPED_BITS = 96;

    public IpRange {
        if (first.getAddress().length != last.getAddress().length) {
            throw new IllegalArgumentException("a range is of IPv4 or of IPv6, not of both");
        }
        if (Arrays.compareUnsigned(first.getAddress(), last.getAddress()) > 0) {
            throw new IllegalArgumentException("a range ends before it begins");
        }
    }

    /**
     * Reads {@code 192.0.2.1}, {@code 192.0.2.0/24}, {@code 2001:db8::1} or {@code 2001:db8::/32} (RFC 4632, RFC 4291
     * 2.3). Bits after the prefix do not count.
     *
     * @throws IllegalArgumentException with what is wrong; it does not repeat the text
     */
    public static IpRange of(String text) {
        int slash = text.indexOf('/');
        String literal = slash < 0 ? text : text.substring(0, slash);
        InetAddress address = address(literal);
        int length = address.getAddress().length * 8;
        if (slash < 0) {
            return new IpRange(address, address);
        }
        String bits = text.substring(slash + 1);
        int mapped = address instanceof Inet4Address && literal.indexOf(':') >= 0 ? MAPPED_BITS : 0;
        if (!BITS.matcher(bits).matches()
                || Integer.parseInt(bits) < mapped
                || Integer.parseInt(bits) > length + mapped) {
            throw new IllegalArgumentException(
                    "after the slash must stand a number of bits, " + mapped + " to " + (length + mapped));
        }
        return network(address, Integer.parseInt(bits) - mapped);
    }

    /**
     * Reads one address.
     *
     * @throws IllegalArgumentException when it is none; short forms such as {@code 10.1} are none
     */
    public static InetAddress address(String text) {
        if (!OCTETS.matcher(text).matches() && !IPV6.matcher(text).matches()) {
            throw new IllegalArgumentException("is no address of IPv4 or IPv6");
        }
        try {
            return InetAddress.ofLiteral(text);
        } catch (IllegalArgumentException wrong) {
            throw new IllegalArgumentException("is no address of IPv4 or IPv6", wrong);
        }
    }

    public boolean contains(InetAddress address) {
        byte[] theirs = plain(address.getAddress());
        byte[] from = first.getAddress();
        return theirs.length == from.length
                && Arrays.compareUnsigned(from, theirs) <= 0
                && Arrays.compareUnsigned(theirs, last.getAddress()) <= 0;
    }

    private static IpRange network(InetAddress address, int bits) {
        byte[] first = address.getAddress();
        byte[] last = address.getAddress();
        for (int bit = bits; bit < first.length * 8; bit++) {
            int mask = 0x80 >>> (bit & 7);
            first[bit >>> 3] &= (byte) ~mask;
            last[bit >>> 3] |= (byte) mask;
        }
        try {
            return new IpRange(InetAddress.getByAddress(first), InetAddress.getByAddress(last));
        } catch (UnknownHostException impossible) {
            throw new IllegalStateException("4 or 16 bytes are an address", impossible);
        }
    }

    /** RFC 4291, 2.5.5.2. */
    private static byte[] plain(byte[] address) {
        if (address.length != 16 || address[10] != -1 || address[11] != -1) {
            return address;
        }
        for (int i = 0; i < 10; i++) {
            if (address[i] != 0) {
                return address;
            }
        }
        return Arrays.copyOfRange(address, 12, 16);
    }
}
