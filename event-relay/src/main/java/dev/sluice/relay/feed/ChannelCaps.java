package dev.sluice.relay.feed;

import java.util.HashMap;
import java.util.Map;

/** How many channels this relay pulls at most, of one API and in all. Thread safe. */
public final class ChannelCaps {
    private final int maxOfApi;
    private final int maxOfAll;
    /** Guarded by itself. */
    private final Map<String, Integer> ofApi = new HashMap<>();

    private int ofAll;

    public ChannelCaps(int maxOfApi, int maxOfAll) {
        this.maxOfApi = maxOfApi;
        this.maxOfAll = maxOfAll;
    }

    /** Takes a place. Returns false when there was none. */
    boolean enter(String apiId) {
        synchronized (ofApi) {
            if (ofAll >= maxOfAll || ofApi.getOrDefault(apiId, 0) >= maxOfApi) {
                return false;
            }
            ofAll++;
            ofApi.merge(apiId, 1, Integer::sum);
            return true;
        }
    }

    /** Gives a place back. */
    void leave(String apiId) {
        synchronized (ofApi) {
            ofAll--;
            ofApi.computeIfPresent(apiId, (_, count) -> count > 1 ? count - 1 : null);
        }
    }
}
