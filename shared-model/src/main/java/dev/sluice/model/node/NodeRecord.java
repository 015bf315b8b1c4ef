package dev.sluice.model.node;

import static java.util.Objects.requireNonNull;

import dev.sluice.model.WireName;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a node says about itself: {@code sluice.nodes}, key {@code gateway/<nodeId>} or {@code relay/<nodeId>}. Written
 * every 5 s, and at once when what it has applied changes. A node is alive while it is renewed within 15 s.
 *
 * @param incarnation drawn anew at every start
 * @param environment of a gateway; {@code null} for a relay
 * @param apisVersion the highest version of {@code sluice.apis} that it has applied
 * @param accessVersion the same of {@code sluice.access}
 * @param failures records that it could not apply
 * @param connections open streams
 * @param address host and port of the data plane; {@code null} for a relay
 */
public record NodeRecord(
        int schema,
        Kind kind,
        String incarnation,
        @Nullable String environment,
        State state,
        long apisVersion,
        long accessVersion,
        List<Failure> failures,
        int connections,
        @Nullable String address) {

    public static final int SCHEMA = 1;

    public NodeRecord {
        requireNonNull(kind, "kind");
        requireNonNull(incarnation, "incarnation");
        requireNonNull(state, "state");
        if (kind == Kind.GATEWAY) {
            requireNonNull(environment, "environment");
        }
        failures = failures == null ? List.of() : List.copyOf(failures);
    }

    public static String key(Kind kind, String nodeId) {
        return kind.wireName() + '/' + nodeId;
    }

    /** A record that a node could not apply; it keeps what it had for that key. */
    public record Failure(String key, long version, String reason) {
        /** A key may be as long as Kafka takes it, and the record that names it must not be. */
        private static final int MAX_KEY = 300;

        private static final int MAX_REASON = 200;

        public Failure {
            requireNonNull(key, "key");
            reason = reason == null ? "" : reason;
        }

        /** With as much of key and reason as a node's record has room for. */
        public static Failure of(String key, long version, String reason) {
            return new Failure(start(key, MAX_KEY), version, start(reason, MAX_REASON));
        }

        private static String start(String text, int max) {
            return text.length() > max ? text.substring(0, max) : text;
        }
    }

    /** The kinds of nodes. */
    public enum Kind implements WireName {
        GATEWAY,
        RELAY
    }

    /** Where a node is in its life. */
    public enum State implements WireName {
        STARTING,
        SERVING,
        DRAINING
    }
}
