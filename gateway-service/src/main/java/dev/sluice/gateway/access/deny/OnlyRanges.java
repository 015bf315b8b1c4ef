package dev.sluice.gateway.access.deny;

import dev.sluice.gateway.access.deny.AddressRange.Address;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The ranges of inverted rules, in all of which an address has to be. What they have in common is one range, or nothing;
 * it is found when they change. Immutable.
 *
 * @param common {@code null} = they have no address in common, or there are none
 */
record OnlyRanges(List<AddressRange> ranges, @Nullable AddressRange common) {
    static final OnlyRanges NONE = new OnlyRanges(List.of(), null);

    OnlyRanges with(AddressRange range) {
        List<AddressRange> more = new ArrayList<>(ranges);
        more.add(range);
        return new OnlyRanges(more, ranges.isEmpty() ? range : common(common, range));
    }

    /** Without one of those that are equal to this one. */
    OnlyRanges without(AddressRange range) {
        List<AddressRange> less = new ArrayList<>(ranges);
        if (!less.remove(range)) {
            throw new IllegalStateException("there is no such range: " + range);
        }
        AddressRange left = less.isEmpty() ? null : less.getFirst();
        for (AddressRange each : less) {
            left = common(left, each);
        }
        return new OnlyRanges(less, left);
    }

    private static @Nullable AddressRange common(@Nullable AddressRange one, AddressRange other) {
        if (one == null || one.isIpv6() != other.isIpv6()) {
            return null;
        }
        Address first = one.first().compareTo(other.first()) > 0 ? one.first() : other.first();
        Address last = one.last().compareTo(other.last()) < 0 ? one.last() : other.last();
        return first.compareTo(last) > 0 ? null : new AddressRange(one.isIpv6(), first, last);
    }

    boolean allow(boolean isIpv6, Address address) {
        if (ranges.isEmpty()) {
            return true;
        }
        return common != null && common.isIpv6() == isIpv6 && common.contains(address);
    }
}
