package dev.sluice.relay.channel;

import dev.sluice.model.event.FeedRecord;
import dev.sluice.model.relay.BackendClass;
import dev.sluice.model.relay.ChannelState;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What is known of a channel's backend, made of its accepted records and marks in the order of the log, and of nothing else.
 *
 * @param upstreamId the last id: {@code null} = none ever, empty = cleared
 * @param sinceOwnId hashes of the event that carried that id and of the events behind it, which had none; empty when no id is
 *     in force; at most {@value #MAX_HASHES}, then no more are kept
 */
public record ChannelMemory(
        @Nullable String upstreamId, List<String> sinceOwnId, BackendClass backendClass, boolean hasRecords) {
    public static final ChannelMemory NOTHING = new ChannelMemory(null, List.of(), BackendClass.UNKNOWN, false);

    static final int MAX_HASHES = 256;

    private static final int HASH_BYTES = 8;

    public ChannelMemory {
        sinceOwnId = List.copyOf(sinceOwnId);
    }

    public static ChannelMemory of(ChannelState state) {
        return new ChannelMemory(state.upstreamId(), state.sinceOwnId(), state.backendClass(), state.sequence() > 0);
    }

    /** What is known behind this record, which was accepted or is a mark that counts. */
    public ChannelMemory after(FeedRecord record) {
        return switch (record.kind()) {
            case EVENT -> after(record.type(), record.data(), record.upstreamId());
            case MARK -> marked(record.upstreamId() == null ? "" : record.upstreamId());
            case GAP, END -> new ChannelMemory(upstreamId, sinceOwnId, backendClass, true);
            case CLAIM -> this;
        };
    }

    /** What is known behind an event that is on its way to the log. */
    ChannelMemory after(@Nullable String type, byte[] data, @Nullable String id) {
        if (id != null) {
            List<String> own = id.isEmpty() ? List.of() : List.of(hash(type, data));
            return new ChannelMemory(id, own, backendClass == BackendClass.B ? BackendClass.B : BackendClass.A, true);
        }
        BackendClass now = backendClass == BackendClass.UNKNOWN ? BackendClass.C : backendClass;
        if (!hasId() || sinceOwnId.size() >= MAX_HASHES) {
            return new ChannelMemory(upstreamId, sinceOwnId, now, true);
        }
        List<String> more = new ArrayList<>(sinceOwnId);
        more.add(hash(type, data));
        return new ChannelMemory(upstreamId, more, now, true);
    }

    ChannelMemory marked(String id) {
        return new ChannelMemory(id, List.of(), backendClass, hasRecords);
    }

    ChannelMemory withClass(BackendClass next) {
        return new ChannelMemory(upstreamId, sinceOwnId, next, hasRecords);
    }

    /** Whether there is an id to ask the backend with. */
    public boolean hasId() {
        return upstreamId != null && !upstreamId.isEmpty();
    }

    /** Tells two events apart: 64 bits of SHA-256 over type and data, in hexadecimal. */
    static String hash(@Nullable String type, byte[] data) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            digest.update((type == null ? "message" : type).getBytes(StandardCharsets.UTF_8));
            digest.update((byte) '\n');
            digest.update(data);
            return HexFormat.of().formatHex(digest.digest(), 0, HASH_BYTES);
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("every JDK has SHA-256", impossible);
        }
    }
}
