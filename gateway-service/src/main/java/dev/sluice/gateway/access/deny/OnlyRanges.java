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

    private static OnlyRanges of(List<AddressRange> ranges) {
        return ranges.isEmpty() ? NONE : new OnlyRanges(List.copyOf(ranges), commonOf(ranges));
    }

    private static @Nullable AddressRange commonOf(List<AddressRange> ranges) {
        AddressRange common = ranges.getFirst();
        for (AddressRange range : ranges) {
            Address first = range.first().compareTo(common.first()) > 0 ? range.first() : common.first();
            Address last = range.last().compareTo(common.last()) < 0 ? range.last() : common.last();
            if (range.isIpv6() != common.isIpv6() || first.compareTo(last) > 0) {
                return null;
            }
            common = new AddressRange(range.isIpv6(), first, last);
        }
        return common;
    }

    OnlyRanges with(AddressRange range) {
        List<AddressRange> more = new ArrayList<>(ranges);
        more.add(range);
        return of(more);
    }

    /** Without one of those that are equal to this one. */
    OnlyRanges without(AddressRange range) {
        List<AddressRange> less = new ArrayList<>(ranges);
        if (!less.remove(range)) {
            throw new IllegalStateException("there is no such range: " + range);
        }
        return of(less);
    }

    boolean allow(boolean isIpv6, Address address) {
        if (ranges.isEmpty()) {
            return true;
        }
        return common != null
                && common.isIpv6() == isIpv6
                && common.first().compareTo(address) <= 0
                && common.last().compareTo(address) >= 0;
    }
}
