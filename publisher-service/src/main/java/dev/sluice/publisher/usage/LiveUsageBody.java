package dev.sluice.publisher.usage;

import java.util.List;
import java.util.Map;
import java.util.UUID;

/** How many listen to some APIs now, and how much they are sent. */
record LiveUsageBody(int count, List<ApiBody> list) {
    /** @param eventsPerSecond of the last minute, with two decimal places */
    record ApiBody(String apiId, long clients, double eventsPerSecond) {}

    private static final double HUNDRED = 100;

    static LiveUsageBody of(List<UUID> ids, Map<UUID, LiveUsage.Live> live) {
        List<ApiBody> list = ids.stream()
                .map(id -> of(id, live.getOrDefault(id, new LiveUsage.Live(0, 0))))
                .toList();
        return new LiveUsageBody(list.size(), list);
    }

    private static ApiBody of(UUID id, LiveUsage.Live live) {
        return new ApiBody(id.toString(), live.clients(), Math.round(live.eventsPerSecond() * HUNDRED) / HUNDRED);
    }
}
