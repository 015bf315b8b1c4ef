package dev.sluice.gateway.access.deny;

import dev.sluice.gateway.access.deny.AddressRange.Address;

/**
 * Ranges of one family, sorted by their first address; the same one may be there several times. An address is in one of
 * them exactly if it is not above the highest last address of those that begin at it or before. Immutable.
 */
final class RangeIndex {
    static final RangeIndex EMPTY = new RangeIndex(new AddressRange[0]);

    private final AddressRange[] ranges;
    /** Of each range, the highest last address of it and of all before it. */
    private final Address[] highest;

    private RangeIndex(AddressRange[] ranges) {
        this.ranges = ranges;
        this.highest = new Address[ranges.length];
        for (int i = 0; i < ranges.length; i++) {
            Address last = ranges[i].last();
            highest[i] = i > 0 && highest[i - 1].compareTo(last) > 0 ? highest[i - 1] : last;
        }
    }

    RangeIndex with(AddressRange range) {
        int place = countUpTo(range.first());
        AddressRange[] more = new AddressRange[ranges.length + 1];
        System.arraycopy(ranges, 0, more, 0, place);
        more[place] = range;
        System.arraycopy(ranges, place, more, place + 1, ranges.length - place);
        return new RangeIndex(more);
    }

    /** Without one of those that are equal to this one. */
    RangeIndex without(AddressRange range) {
        for (int i = countUpTo(range.first()) - 1; i >= 0 && ranges[i].first().equals(range.first()); i--) {
            if (ranges[i].equals(range)) {
                AddressRange[] less = new AddressRange[ranges.length - 1];
                System.arraycopy(ranges, 0, less, 0, i);
                System.arraycopy(ranges, i + 1, less, i, less.length - i);
                return new RangeIndex(less);
            }
        }
        throw new IllegalStateException("there is no such range: " + range);
    }

    boolean contains(Address address) {
        int begun = countUpTo(address);
        return begun > 0 && highest[begun - 1].compareTo(address) >= 0;
    }

    /** Returns how many ranges begin at this address or before it. */
    private int countUpTo(Address address) {
        int from = 0;
        int to = ranges.length;
        while (from < to) {
            int middle = (from + to) >>> 1;
            if (ranges[middle].first().compareTo(address) <= 0) {
                from = middle + 1;
            } else {
                to = middle;
            }
        }
        return from;
    }
}
