package dev.sluice.relay.channel;

import dev.sluice.model.relay.UpstreamStatus;
import dev.sluice.model.relay.UpstreamStatus.Upstream;
import java.time.Instant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Reports to the log how the backend stands, once for each time that it stands otherwise. Confined to the pull's event
 * loop.
 */
final class StatusReporter {
    private final ChannelLog log;
    private final PullLoop loop;
    private @Nullable UpstreamStatus reported;

    StatusReporter(ChannelLog log, PullLoop loop) {
        this.log = log;
        this.loop = loop;
    }

    /**
     * @param http the status that the backend answered, if it did
     * @param reason in plain words; {@code null} = nothing is wrong
     */
    void report(Upstream upstream, @Nullable Integer http, @Nullable String reason) {
        report(upstream, http, reason, loop.now());
    }

    /** The same, since this time. */
    void report(Upstream upstream, @Nullable Integer http, @Nullable String reason, Instant since) {
        boolean isSame = reported != null
                && reported.upstream() == upstream
                && Objects.equals(reported.http(), http)
                && Objects.equals(reported.reason(), reason);
        if (!isSame) {
            reported = new UpstreamStatus(upstream, http, reason, since.toEpochMilli());
            log.status(reported);
        }
    }
}
