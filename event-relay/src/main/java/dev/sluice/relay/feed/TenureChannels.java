package dev.sluice.relay.feed;

import dev.sluice.model.channel.Channel;
import dev.sluice.model.event.ChannelPosition;
import dev.sluice.model.event.FeedRecord;
import dev.sluice.model.relay.ChannelState;
import dev.sluice.model.relay.UpstreamStatus;
import dev.sluice.model.relay.UpstreamStatus.Upstream;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** The channels of a feed in tenure: which are wanted, which are pulled. Confined to the shard's thread. */
final class TenureChannels {
    /** How long a refusal of a channel that never had a record is remembered. */
    private static final long REFUSAL_KEPT_NANOS = Duration.ofSeconds(30).toNanos();

    private static final long LEAVING_NANOS = Duration.ofSeconds(2).toNanos();
    private static final long LONGEST_RETENTION_MS = Duration.ofDays(3650).toMillis();

    private final FeedTenure tenure;
    private final TenureContext context;
    private final Map<String, ChannelTrack> tracks = new HashMap<>();
    private final TenurePulls pulls;
    /** The longest that the API has said of any channel; of those that nothing was said of. */
    private long retentionMs = Long.MAX_VALUE;

    private long expiryLookedAt = System.nanoTime();

    TenureChannels(FeedTenure tenure, TenureContext context) {
        this.tenure = tenure;
        this.context = context;
        this.pulls = new TenurePulls(tenure, this, context);
    }

    /**
     * The channels as their states say, and what is wanted of them.
     *
     * @param demandIsKnown whether all demands there are have been heard of, so that one that comes now is new
     */
    void restore(Map<String, ChannelState> known, boolean demandIsKnown) {
        Map<String, PullSettings> wanted = new HashMap<>();
        tracks.forEach((key, track) -> {
            if (track.wanted != null) {
                wanted.put(key, track.wanted);
            }
        });
        tracks.clear();
        known.forEach((key, state) -> tracks.put(key, ChannelTrack.of(key, state)));
        wanted.forEach((key, settings) -> track(key).wanted = settings);
        if (demandIsKnown) {
            tracks.values().forEach(track -> track.parked = false);
        }
    }

    /** The log is not the one that the channels' states speak of: their lives begin anew, their backends are the same. */
    void beginAnew() {
        for (ChannelTrack track : tracks.values()) {
            if (!track.generation.isEmpty()) {
                track.beginAnew(ChannelTrack.drawGeneration());
                touch(track, false);
            }
        }
    }

    private ChannelTrack track(String key) {
        return tracks.computeIfAbsent(key, missing -> new ChannelTrack(missing, now(Upstream.CONNECTING, null)));
    }

    Collection<ChannelTrack> all() {
        return tracks.values();
    }

    boolean hasWantedChannels() {
        return tracks.values().stream().anyMatch(track -> track.wanted != null);
    }

    @Nullable
    ChannelTrack of(ChannelWriter writer) {
        return pulls.of(writer);
    }

    /** Sent and not read back yet. */
    int unread() {
        return tracks.values().stream().mapToInt(track -> track.unread).sum();
    }

    // Wanted or not
    // ----------------------------------------------------------------------------------------------------

    void want(String key, @Nullable PullSettings settings) {
        if (settings != null) {
            boolean isKnown = retentionMs < LONGEST_RETENTION_MS;
            retentionMs = isKnown ? Math.max(retentionMs, settings.retentionMs()) : settings.retentionMs();
            ChannelTrack track = track(key);
            boolean wasReleased = track.releasedAt != 0 || track.released;
            boolean isChanged = track.isPulled() && isPulledOtherwise(track, settings);
            track.wanted = settings;
            track.releasedAt = 0;
            track.released = false;
            stay(track);
            if (isChanged || (wasReleased && track.parked)) {
                track.parked = false;
                pulls.stop(track);
            }
            pulls.startIfDue(track);
            return;
        }
        ChannelTrack track = tracks.get(key);
        if (track != null && track.wanted != null && track.releasedAt == 0) {
            track.releasedAt = System.nanoTime();
        }
    }

    void leaveAtOnce(String key) {
        ChannelTrack track = tracks.get(key);
        if (track != null && track.releasedAt != 0) {
            track.releasedAt = System.nanoTime() - context.times().linger().toNanos() - 1;
        }
    }

    /** A new secret is no other backend; its connection is a new one all the same. */
    private static boolean isPulledOtherwise(ChannelTrack track, PullSettings settings) {
        return !track.endpoint.hash().equals(settings.endpointHash())
                || !track.signIn.equals(settings.target().signIn());
    }

    void tick(long now) {
        boolean looksForExpired =
                now - expiryLookedAt > context.times().expiryCheck().toNanos();
        for (ChannelTrack track : List.copyOf(tracks.values())) {
            if (track.releasedAt != 0
                    && now - track.releasedAt > context.times().linger().toNanos()) {
                idle(track, UpstreamStatus.NO_CLIENT);
                leaveLater(track, now);
            } else if (track.leavingAt != 0 && now > track.leavingAt) {
                pulls.stop(track);
            } else if (track.refusedAt != 0 && now - track.refusedAt > REFUSAL_KEPT_NANOS) {
                forget(track);
                tenure.shard().onForgotten(tenure.feed(), track.key);
            } else if (looksForExpired && !track.isPulled() && isExpired(track)) {
                forget(track);
            } else {
                pulls.startIfDue(track);
                rest(track);
                if (track.writer != null) {
                    track.writer.wakeIfRoom();
                }
            }
        }
        if (looksForExpired) {
            expiryLookedAt = now;
        }
    }

    private boolean isExpired(ChannelTrack track) {
        long last = Math.max(track.lastEventAt(), track.status.at());
        long kept = track.retentionMs < LONGEST_RETENTION_MS ? track.retentionMs : retentionMs;
        return track.wanted == null && kept < LONGEST_RETENTION_MS && last < System.currentTimeMillis() - kept;
    }

    void withdraw(Predicate<Channel> isDeployed) {
        for (ChannelTrack track : List.copyOf(tracks.values())) {
            if (Channel.ofKey(track.key).filter(isDeployed).isEmpty()) {
                withdraw(track);
            }
        }
    }

    private void withdraw(ChannelTrack track) {
        boolean isRefusedUnheard = track.refusedAt != 0;
        pulls.stop(track);
        track.wanted = null;
        track.releasedAt = 0;
        track.parked = false;
        if (track.generation.isEmpty()) {
            tracks.remove(track.key);
        } else if (isRefusedUnheard) {
            forget(track);
        } else if (track.status.upstream() != Upstream.IDLE) {
            track.status = now(Upstream.IDLE, UpstreamStatus.UNDEPLOYED);
            touch(track, true);
        }
    }

    /** A relay has left it running, and no gateway wants it: it is idle. */
    private void rest(ChannelTrack track) {
        boolean isLeft = track.wanted == null && !track.isPulled() && track.unread == 0 && !track.generation.isEmpty();
        switch (track.status.upstream()) {
            case CONNECTING, LIVE, BACKING_OFF, REFUSED -> {
                if (isLeft && tenure.shard().demandIsKnown()) {
                    track.status = now(Upstream.IDLE, UpstreamStatus.NO_CLIENT);
                    touch(track, true);
                }
            }
            case IDLE, ENDED, UNKNOWN -> {}
        }
    }

    private void idle(ChannelTrack track, String reason) {
        track.wanted = null;
        track.releasedAt = 0;
        track.released = true;
        track.statusBeforeIdle = track.status;
        if (!track.parked && !track.generation.isEmpty()) {
            track.status = now(Upstream.IDLE, reason);
            touch(track, true);
        }
    }

    /**
     * A gateway that has not read yet that the channel is idle lets a client in at once, and what the backend sends
     * from then on is that client's. So the connection stays until every gateway's demand had time to come.
     */
    private void leaveLater(ChannelTrack track, long now) {
        if (track.isPulled()) {
            track.leavingAt = now + LEAVING_NANOS;
        } else {
            pulls.leavePlace(track);
        }
    }

    private void stay(ChannelTrack track) {
        if (track.leavingAt != 0) {
            track.leavingAt = 0;
            track.status = track.statusBeforeIdle;
            touch(track, true);
        }
    }

    private void forget(ChannelTrack track) {
        pulls.stop(track);
        tracks.remove(track.key);
        tenure.log().acceptance().forget(track.key);
        tenure.checkpoints().onRemoved(track.key);
    }

    // Pulling
    // ----------------------------------------------------------------------------------------------------------

    void onOwned() {
        for (ChannelTrack track : tracks.values()) {
            track.unread = 0;
            track.hasSent = false;
            touch(track, false);
        }
        List.copyOf(tracks.values()).forEach(pulls::startIfDue);
    }

    /** The checkpoint with the state that this channel's pull waits for is in the log. */
    void onStateWritten(ChannelTrack track) {
        track.awaitsState = false;
        pulls.startIfDue(track);
    }

    void stopAll() {
        List.copyOf(tracks.values()).forEach(pulls::stop);
    }

    /** Kafka takes these data under no claim. */
    void onRefused(String key, byte[] data) {
        ChannelTrack track = tracks.get(key);
        if (track != null) {
            track.oversize.add(data);
        }
    }

    void onStatus(ChannelTrack track, UpstreamStatus status) {
        if (track.leavingAt != 0) {
            track.statusBeforeIdle = status;
            return;
        }
        track.status = status;
        ChannelPosition at = tenure.log().acceptance().position(track.key);
        boolean neverHadARecord = (at == null || at.sequence() == 0) && track.unread == 0;
        track.refusedAt = status.upstream() == Upstream.REFUSED && neverHadARecord ? System.nanoTime() : 0;
        track.parked = status.upstream() == Upstream.ENDED;
        touch(track, true);
    }

    void onRead(FeedRecord record, boolean own) {
        ChannelTrack track = track(record.key());
        track.onRead(record, track.wanted == null ? LONGEST_RETENTION_MS : track.wanted.retentionMs());
        if (own && track.unread > 0) {
            track.unread--;
        }
        tenure.checkpoints().onMoved();
        if (own && track.unread == 0 && !track.isPulled()) {
            pulls.startIfDue(track);
        }
    }

    void touch(ChannelTrack track, boolean soon) {
        track.dirty = true;
        tenure.checkpoints().onTouched(soon);
    }

    static UpstreamStatus now(Upstream upstream, @Nullable String reason) {
        return new UpstreamStatus(upstream, null, reason, System.currentTimeMillis());
    }
}
