package dev.sluice.gateway.access.deny;

import dev.sluice.gateway.access.deny.AddressRange.Address;
import java.util.Arrays;
import java.util.Comparator;

/**
 * Ranges of one family; the same one may be there several times. Most are sorted by their first address: one of them has an
 * address exactly if that is not above the highest last address of those that begin at it or before. The latest ones are
 * looked at one by one, so that ten thousand that are added in a row are not sorted each time. Immutable.
 */
final class RangeIndex {
    static final RangeIndex EMPTY = sorted(new AddressRange[0]);
    private static final int MAX_LATEST = 32;

    private final AddressRange[] sorted;
    /** Of each sorted range, the highest last address of it and of all before it. */
    private final Address[] highest;

    private final AddressRange[] latest;

    private RangeIndex(AddressRange[] sorted, Address[] highest, AddressRange[] latest) {
        this.sorted = sorted;
        this.highest = highest;
        this.latest = latest;
    }

    /** @param ranges in any order; not to be touched any more */
    private static RangeIndex sorted(AddressRange[] ranges) {
        Arrays.sort(ranges, Comparator.comparing(AddressRange::first));
        Address[] highest = new Address[ranges.length];
        for (int i = 0; i < ranges.length; i++) {
            Address last = ranges[i].last();
            highest[i] = i > 0 && highest[i - 1].compareTo(last) > 0 ? highest[i - 1] : last;
        }
        return new RangeIndex(ranges, highest, new AddressRange[0]);
    }

    RangeIndex with(AddressRange range) {
        AddressRange[] more = Arrays.copyOf(latest, latest.length + 1);
        more[latest.length] = range;
        return more.length <= MAX_LATEST ? new RangeIndex(sorted, highest, more) : sorted(all(more));
    }

    /** Without one of those that are equal to this one. */
    RangeIndex without(AddressRange range) {
        AddressRange[] all = all(latest);
        int place = Arrays.asList(all).indexOf(range);
        if (place < 0) {
            throw new IllegalStateException("there is no such range: " + range);
        }
        AddressRange[] less = Arrays.copyOf(all, all.length - 1);
        System.arraycopy(all, place + 1, less, place, less.length - place);
        return sorted(less);
    }

    private AddressRange[] all(AddressRange[] unsorted) {
        AddressRange[] all = Arrays.copyOf(sorted, sorted.length + unsorted.length);
        System.arraycopy(unsorted, 0, all, sorted.length, unsorted.length);
        return all;
    }

    boolean contains(Address address) {
        int begun = countUpTo(address);
        if (begun > 0 && highest[begun - 1].compareTo(address) >= 0) {
            return true;
        }
        for (AddressRange range : latest) {
            if (range.contains(address)) {
                return true;
            }
        }
        return false;
    }

    /** Returns how many sorted ranges begin at this address or before it. */
    private int countUpTo(Address address) {
        int from = 0;
        int to = sorted.length;
        while (from < to) {
            int middle = (from + to) >>> 1;
            if (sorted[middle].first().compareTo(address) <= 0) {
                from = middle + 1;
            } else {
                to = middle;
            }
        }
        return from;
    }
}
