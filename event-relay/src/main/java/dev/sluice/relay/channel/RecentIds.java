package dev.sluice.relay.channel;

import java.util.Arrays;

/**
 * The last {@value #MOST} ids that a pull has written and what came with them, to distinguish a backend that repeats
 * itself from one that uses its ids anew. At most 2 KiB. It is lost with the pull: then only the last id is known, from
 * the log.
 */
final class RecentIds {
    static final int MOST = 128;

    private long[] ids = {};
    private long[] fingerprints = {};
    private int next;
    private int size;

    /** What is known of a block whose id is not the last one. */
    enum Known {
        /** It has been written. */
        SAME,
        /** Its id has been written with something else. */
        OTHER,
        /** Its id is not among the recent ones. */
        NOT
    }

    void add(String id, Block block) {
        if (size == ids.length && size < MOST) {
            grow();
        }
        ids[next] = BlockHash.bits(id);
        fingerprints[next] = block.fingerprint();
        next = (next + 1) % ids.length;
        size = Math.min(size + 1, ids.length);
    }

    /** An id that comes alone is the same whatever it came with. */
    Known known(String id, Block block) {
        Known known = known(id, block.fingerprint());
        return block instanceof Block.IdOnly && known == Known.OTHER ? Known.SAME : known;
    }

    private Known known(String id, long fingerprint) {
        long wanted = BlockHash.bits(id);
        boolean isThere = false;
        for (int i = 0; i < size; i++) {
            if (ids[i] == wanted) {
                if (fingerprints[i] == fingerprint) {
                    return Known.SAME;
                }
                isThere = true;
            }
        }
        return isThere ? Known.OTHER : Known.NOT;
    }

    void clear() {
        next = 0;
        size = 0;
    }

    /** Only while it has never wrapped, so the order stays. */
    private void grow() {
        int length = Math.max(8, 2 * ids.length);
        ids = Arrays.copyOf(ids, length);
        fingerprints = Arrays.copyOf(fingerprints, length);
        next = size;
    }
}
