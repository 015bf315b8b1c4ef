package dev.sluice.gateway.access.deny;

import dev.sluice.gateway.access.deny.AddressRange.Address;
import java.net.InetAddress;

/**
 * The rules about addresses. Each denies by itself: an address that is in a range, or that is not in the range of a rule that
 * is inverted; so with several inverted ones an address has to be in all of them. Immutable.
 *
 * @param only the ranges of the inverted rules, of both families
 */
record AddressRules(RangeIndex ipv4, RangeIndex ipv6, OnlyRanges only) {
    static final AddressRules NONE = new AddressRules(RangeIndex.EMPTY, RangeIndex.EMPTY, OnlyRanges.NONE);

    AddressRules with(AddressRange range, boolean inverted) {
        if (inverted) {
            return new AddressRules(ipv4, ipv6, only.with(range));
        }
        return range.isIpv6()
                ? new AddressRules(ipv4, ipv6.with(range), only)
                : new AddressRules(ipv4.with(range), ipv6, only);
    }

    AddressRules without(AddressRange range, boolean inverted) {
        if (inverted) {
            return new AddressRules(ipv4, ipv6, only.without(range));
        }
        return range.isIpv6()
                ? new AddressRules(ipv4, ipv6.without(range), only)
                : new AddressRules(ipv4.without(range), ipv6, only);
    }

    boolean deny(InetAddress client) {
        boolean isIpv6 = AddressRange.isIpv6(client);
        Address address = Address.of(client);
        return (isIpv6 ? ipv6 : ipv4).contains(address) || !only.allow(isIpv6, address);
    }
}
