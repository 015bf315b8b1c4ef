package dev.sluice.gateway.control;

import dev.sluice.model.node.NodeRecord;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Which records of one control topic are news: those with a higher version than the one last met under their key, whether
 * that was applied, failed or a tombstone. Confined to the reader's thread.
 *
 * <p>Versions of deleted keys are forgotten at {@value #MAX_DELETED}, oldest first: a stale repeat follows its original by
 * seconds, not by so many deletions.
 */
final class VersionRule {
    private static final int MAX_DELETED = 50_000;
    private static final int MAX_FAILURES = 100;

    private final Map<String, Long> present = new HashMap<>();
    private final Map<String, Long> deleted = new LinkedHashMap<>();
    private final Map<String, NodeRecord.Failure> failures = new LinkedHashMap<>();
    private long highest;

    /** Returns whether a record of this version says anything new about its key. */
    boolean isNews(String key, long version) {
        return version > held(key);
    }

    /** The record is not for this gateway. */
    void onSkipped(long version) {
        highest = Math.max(highest, version);
    }

    void onApplied(String key, long version) {
        met(key, version, present);
        failures.remove(key);
    }

    void onDeleted(String key, long version) {
        met(key, version, deleted);
        failures.remove(key);
        if (deleted.size() > MAX_DELETED) {
            deleted.remove(deleted.keySet().iterator().next());
        }
    }

    /** The record is not in force; what was there before it stays. */
    void onFailed(String key, long version, String reason) {
        met(key, version, present);
        failures.put(key, NodeRecord.Failure.of(key, version, reason));
    }

    private void met(String key, long version, Map<String, Long> versions) {
        long held = Math.max(version, held(key));
        present.remove(key);
        deleted.remove(key);
        versions.put(key, held);
        highest = Math.max(highest, version);
    }

    private long held(String key) {
        return Math.max(present.getOrDefault(key, 0L), deleted.getOrDefault(key, 0L));
    }

    /** The first {@value #MAX_FAILURES} failures are named: the record that carries them is bounded. */
    AppliedVersion applied() {
        return new AppliedVersion(
                highest, failures.values().stream().limit(MAX_FAILURES).toList());
    }
}
