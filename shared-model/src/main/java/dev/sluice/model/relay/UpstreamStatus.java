package dev.sluice.model.relay;

import static java.util.Objects.requireNonNull;

import dev.sluice.model.WireName;
import org.jspecify.annotations.Nullable;

/**
 * How the connection to a backend stands.
 *
 * @param http the backend's last status, {@code null} when it gave none
 * @param reason in plain words, {@code null} when there is nothing to say
 * @param at epoch milliseconds of the change
 */
public record UpstreamStatus(
        Upstream upstream, @Nullable Integer http, @Nullable String reason, long at) {
    public UpstreamStatus {
        requireNonNull(upstream, "upstream");
    }

    /** The reason of a channel that is refused since as many are pulled as may be; its backend has not been asked. */
    public static final String CAP = "cap";

    /** The reason of a channel that is idle since its API is not deployed. */
    public static final String UNDEPLOYED = "the API is not deployed";

    /** The reason of a channel that is idle since no gateway asks for it. */
    public static final String NO_CLIENT = "no client listens";

    /** The state of a pull; {@code UNKNOWN} is said by a gateway that cannot read Kafka, never by a relay. */
    public enum Upstream implements WireName {
        CONNECTING,
        LIVE,
        BACKING_OFF,
        REFUSED,
        ENDED,
        IDLE,
        UNKNOWN
    }

    /** Returns whether the relays have a connection for the channel, or will have one soon. */
    public boolean isPulled() {
        return switch (upstream) {
            case CONNECTING, LIVE, BACKING_OFF -> true;
            case REFUSED, ENDED, IDLE, UNKNOWN -> false;
        };
    }

    /** Returns whether there was no room for the channel. */
    public boolean isCapped() {
        return upstream == Upstream.REFUSED && CAP.equals(reason);
    }
}
