package dev.sluice.gateway.access.deny;

import dev.sluice.model.access.IpRange;
import java.net.InetAddress;
import java.nio.ByteBuffer;

/**
 * Addresses of one family from the first to the last, both of them in it.
 *
 * @param isIpv6 else they are of IPv4
 */
record AddressRange(boolean isIpv6, Address first, Address last) {
    /**
     * @param text one address, {@code 192.0.2.0/24}, or {@code 192.0.2.10-192.0.2.20}; so of IPv6
     * @throws IllegalArgumentException when it is none of these
     */
    static AddressRange of(String text) {
        int dash = text.indexOf('-');
        IpRange range = dash < 0
                ? IpRange.of(text)
                : new IpRange(IpRange.address(text.substring(0, dash)), IpRange.address(text.substring(dash + 1)));
        return new AddressRange(isIpv6(range.first()), Address.of(range.first()), Address.of(range.last()));
    }

    /** @param address of the same family */
    boolean contains(Address address) {
        return first.compareTo(address) <= 0 && last.compareTo(address) >= 0;
    }

    static boolean isIpv6(InetAddress address) {
        return address.getAddress().length == 2 * Long.BYTES;
    }

    /** An address as a number without a sign: 64 bits and 64 bits; one of IPv4 has 32 in all. */
    record Address(long high, long low) implements Comparable<Address> {
        static Address of(InetAddress address) {
            byte[] bytes = address.getAddress();
            ByteBuffer number = ByteBuffer.wrap(bytes);
            return bytes.length == Integer.BYTES
                    ? new Address(0, Integer.toUnsignedLong(number.getInt()))
                    : new Address(number.getLong(), number.getLong());
        }

        @Override
        public int compareTo(Address other) {
            int byHigh = Long.compareUnsigned(high, other.high);
            return byHigh != 0 ? byHigh : Long.compareUnsigned(low, other.low);
        }
    }
}
