package dev.sluice.model.control;

import dev.sluice.model.WireName;
import dev.sluice.model.relay.UpstreamStatus;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** An event that Sluice itself sends to a client. Its type begins with {@code sluice.}, its data is one line of JSON. */
public sealed interface ControlEvent {
    /** What every type of ours begins with; no event of a backend keeps such a type. */
    String RESERVED_PREFIX = "sluice.";

    /** The event's type as sent. */
    String type();

    /** The stream has begun: what follows is live. */
    record Live(Instant at) implements ControlEvent {
        @Override
        public String type() {
            return "sluice.live";
        }
    }

    /** A silence, in which the connection is well. It has no id, so that it moves no client's place. */
    record Heartbeat(Instant at) implements ControlEvent {
        @Override
        public String type() {
            return "sluice.heartbeat";
        }
    }

    /**
     * Events are missing here.
     *
     * @param from the id that was asked for or the last one before the gap
     * @param to the id of this gap: a client that resumes from it meets it no more
     * @param missed how many, if known
     * @param since, until the time it spans, if known
     */
    record Gap(
            GapReason reason,
            @Nullable String from,
            @Nullable String to,
            @Nullable Long missed,
            @Nullable Instant since,
            @Nullable Instant until)
            implements ControlEvent {
        @Override
        public String type() {
            return "sluice.gap";
        }
    }

    /** The backend connection has changed; {@code http} and {@code reason} where there is one. */
    record Status(
            UpstreamStatus.Upstream upstream,
            @Nullable Integer http,
            @Nullable String reason,
            Instant since) implements ControlEvent {
        @Override
        public String type() {
            return "sluice.status";
        }
    }

    /** The stream is over and will not come back. */
    record End(EndReason reason) implements ControlEvent {
        @Override
        public String type() {
            return "sluice.end";
        }
    }

    /**
     * A limit is reached; the stream ends.
     *
     * @param limit how many
     * @param unit of what time: {@code DAY}, {@code 5 MINUTE}
     * @param resetsAt when the next window begins
     */
    record Quota(String plan, long limit, String unit, Instant resetsAt) implements ControlEvent {
        @Override
        public String type() {
            return "sluice.quota";
        }
    }

    /** The right to this stream is over. */
    record Auth(AuthReason reason) implements ControlEvent {
        @Override
        public String type() {
            return "sluice.auth";
        }
    }

    /** Come back in {@code retryMs}, here or on another node. */
    record GoAway(GoAwayReason reason, long retryMs) implements ControlEvent {
        @Override
        public String type() {
            return "sluice.goaway";
        }
    }

    /** Why a stream is over. */
    enum EndReason implements WireName {
        BACKEND_ENDED,
        UNDEPLOYED,
        RETIRED,
        BLOCKED,
        DELETED
    }

    /** Why a right is over. */
    enum AuthReason implements WireName {
        EXPIRED,
        REVOKED,
        SUBSCRIPTION,
        SCOPE,
        DENIED
    }

    /** Why a client should go elsewhere for now. */
    enum GoAwayReason implements WireName {
        DRAIN,
        MAX_AGE,
        OVERLOAD,
        CAP,
        SLOW,
        BLOCKED,
        UNDEPLOYED
    }
}
