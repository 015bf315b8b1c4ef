package dev.sluice.publisher.plan;

import dev.sluice.model.access.AccessRecord.PlanLevel;

/** What WSO2 calls the limits of plans. Of a stream an event that is delivered is what a request is elsewhere. */
final class LimitWords {
    private static final String EVENTS = "EVENTCOUNTLIMIT";
    private static final String REQUESTS = "REQUESTCOUNTLIMIT";
    private static final String BANDWIDTH = "BANDWIDTHLIMIT";

    private LimitWords() {}

    static String typeOf(PlanLevel level) {
        return switch (level) {
            case SUBSCRIPTION -> EVENTS;
            case APPLICATION -> REQUESTS;
        };
    }

    /** The object with the limit, and the number in it. */
    static String fieldOf(PlanLevel level) {
        return switch (level) {
            case SUBSCRIPTION -> "eventCount";
            case APPLICATION -> "requestCount";
        };
    }

    /** Why another type is none here. */
    static String reason(PlanLevel level, String type) {
        return switch (type) {
            case BANDWIDTH -> ": bytes are limited by streaming.byteLimit";
            case REQUESTS -> ": a subscription is delivered events, not requests";
            case EVENTS -> level == PlanLevel.APPLICATION ? ": an event that is delivered counts as a request" : "";
            default -> ": '" + type + "' is not for streams";
        };
    }
}
