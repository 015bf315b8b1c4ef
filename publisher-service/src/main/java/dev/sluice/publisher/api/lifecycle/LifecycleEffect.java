package dev.sluice.publisher.api.lifecycle;

import dev.sluice.model.WireName;
import dev.sluice.model.api.LifecycleState;
import java.util.EnumSet;
import java.util.Set;

/** What a move does to clients of an API that is deployed. */
enum LifecycleEffect implements WireName {
    /** Nothing: open streams stay, and new ones are opened as before. */
    NONE,
    /** It is served from now on, to all who are subscribed or subscribe. */
    OPENS,
    /** It is served from now on, to those who are subscribed. */
    OPENS_TO_SUBSCRIBERS,
    /** Open streams stay, and those who are subscribed open new ones; no one else subscribes. */
    KEEPS_SUBSCRIBERS,
    /** Open streams end with {@code sluice.end} {@code blocked}; new ones are refused for now: 503, 700700. */
    BLOCKS,
    /** Open streams but those of test keys end with {@code sluice.end} {@code undeployed}. */
    WITHDRAWS,
    /** Open streams end with {@code sluice.end} {@code retired}; there is no such address any more. */
    RETIRES;

    private static final Set<LifecycleState> NOT_SERVED =
            EnumSet.of(LifecycleState.CREATED, LifecycleState.BLOCKED, LifecycleState.RETIRED);

    static LifecycleEffect of(LifecycleState from, LifecycleState to) {
        if (from == to) {
            return NONE;
        }
        boolean isServed = !NOT_SERVED.contains(from);
        return switch (to) {
            case PUBLISHED, PROTOTYPED -> isServed ? NONE : OPENS;
            case DEPRECATED -> isServed ? KEEPS_SUBSCRIBERS : OPENS_TO_SUBSCRIBERS;
            case BLOCKED -> BLOCKS;
            case CREATED -> WITHDRAWS;
            case RETIRED -> RETIRES;
        };
    }

    /** Returns whether open streams begin or end by it. */
    boolean touchesStreams() {
        return switch (this) {
            case NONE, KEEPS_SUBSCRIBERS -> false;
            case OPENS, OPENS_TO_SUBSCRIBERS, BLOCKS, WITHDRAWS, RETIRES -> true;
        };
    }
}
