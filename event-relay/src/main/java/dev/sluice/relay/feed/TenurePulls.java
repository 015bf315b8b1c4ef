package dev.sluice.relay.feed;

import dev.sluice.model.event.ChannelPosition;
import dev.sluice.model.relay.UpstreamStatus;
import dev.sluice.model.relay.UpstreamStatus.Upstream;
import dev.sluice.relay.channel.PullReason;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The pulls of a feed in tenure: which channels have one, what it begins with, whether there is room for it. Confined
 * to the shard's thread.
 */
final class TenurePulls {
    private final FeedTenure tenure;
    private final TenureChannels channels;
    private final TenureContext context;
    private final Map<ChannelWriter, ChannelTrack> writers = new HashMap<>();

    TenurePulls(FeedTenure tenure, TenureChannels channels, TenureContext context) {
        this.tenure = tenure;
        this.channels = channels;
        this.context = context;
    }

    @Nullable
    ChannelTrack of(ChannelWriter writer) {
        return writers.get(writer);
    }

    /** A pull starts from what was read back, so everything sent by the one before has to be. */
    void startIfDue(ChannelTrack track) {
        PullSettings settings = track.wanted;
        if (settings == null || track.isPulled() || track.parked || track.unread > 0 || !tenure.isOwned()) {
            return;
        }
        track.retentionMs = settings.retentionMs();
        track.holdsPlace =
                track.holdsPlace || context.caps().enter(tenure.feed().apiId());
        if (track.generation.isEmpty()) {
            track.generation = ChannelTrack.drawGeneration();
            track.endpoint = UpstreamEndpoint.of(settings);
            track.status = TenureChannels.now(Upstream.CONNECTING, null);
            track.awaitsState = true;
            channels.touch(track, true);
        } else if (isAnotherStream(track, settings)) {
            track.change(UpstreamEndpoint.of(settings));
            channels.touch(track, true);
        }
        if (!track.holdsPlace) {
            cap(track);
        } else if (!track.awaitsState) {
            start(track, settings);
        }
    }

    /** There is no room for it; each tick looks again. */
    private void cap(ChannelTrack track) {
        if (!track.status.isCapped()) {
            channels.onStatus(track, TenureChannels.now(Upstream.REFUSED, UpstreamStatus.CAP));
        }
    }

    private void start(ChannelTrack track, PullSettings settings) {
        PullReason reason = reason(track);
        ChannelPosition at = tenure.log().acceptance().position(track.key);
        long sequence = at != null && at.generation().equals(track.generation) ? at.sequence() : 0;
        ChannelWriter writer = new ChannelWriter(tenure, context, sequence);
        track.writer = writer;
        track.endpoint = UpstreamEndpoint.of(settings);
        track.signIn = settings.target().signIn();
        track.refusedAt = 0;
        track.wasPulled = true;
        writers.put(writer, track);
        if (track.status.upstream() != Upstream.CONNECTING) {
            track.status = TenureChannels.now(Upstream.CONNECTING, null);
            channels.touch(track, true);
        }
        writer.count(Upstream.CONNECTING);
        writer.begin(context.pulls().start(settings.target(), track.memory, reason, writer));
    }

    private static boolean isAnotherStream(ChannelTrack track, PullSettings settings) {
        boolean isSameEndpoint = track.endpoint.hash().equals(settings.endpointHash());
        return !isSameEndpoint && !settings.sameStream() && !track.endpoint.isSameStream(UpstreamEndpoint.of(settings));
    }

    private static PullReason reason(ChannelTrack track) {
        if (!track.isKnown && !track.wasPulled && !track.memory.hasRecords()) {
            return PullReason.FIRST;
        }
        if (track.isChanged) {
            return PullReason.CHANGED;
        }
        return track.status.upstream() == Upstream.IDLE ? PullReason.IDLE : PullReason.TAKEOVER;
    }

    void stop(ChannelTrack track) {
        ChannelWriter writer = track.writer;
        if (writer != null) {
            track.writer = null;
            writers.remove(writer);
            writer.close();
            writer.count(null);
        }
        leavePlace(track);
        track.refusedAt = 0;
        track.leavingAt = 0;
    }

    /** It counts no more among the channels that may be pulled. */
    void leavePlace(ChannelTrack track) {
        if (track.holdsPlace) {
            track.holdsPlace = false;
            context.caps().leave(tenure.feed().apiId());
        }
    }
}
