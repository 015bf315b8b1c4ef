package dev.sluice.relay.channel;

import dev.sluice.model.relay.UpstreamStatus;
import dev.sluice.model.relay.UpstreamStatus.Upstream;
import java.time.Instant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Tells the log how the backend stands, once for each time that it stands otherwise. Confined to the pull's event loop. */
final class StatusTeller {
    private final ChannelLog log;
    private final PullLoop loop;
    private @Nullable UpstreamStatus told;

    StatusTeller(ChannelLog log, PullLoop loop) {
        this.log = log;
        this.loop = loop;
    }

    /**
     * @param http the status that the backend answered, if it did
     * @param reason in plain words; {@code null} = nothing is wrong
     */
    void tell(Upstream upstream, @Nullable Integer http, @Nullable String reason) {
        tell(upstream, http, reason, loop.now());
    }

    /** The same, since this time. */
    void tell(Upstream upstream, @Nullable Integer http, @Nullable String reason, Instant since) {
        boolean isSame = told != null
                && told.upstream() == upstream
                && Objects.equals(told.http(), http)
                && Objects.equals(told.reason(), reason);
        if (!isSame) {
            told = new UpstreamStatus(upstream, http, reason, since.toEpochMilli());
            log.status(told);
        }
    }
}
