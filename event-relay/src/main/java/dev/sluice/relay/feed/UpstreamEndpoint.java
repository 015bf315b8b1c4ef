package dev.sluice.relay.feed;

import dev.sluice.model.relay.ChannelState;
import dev.sluice.outbound.OutboundUrl;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/**
 * The endpoint that a channel is pulled from, as far as it differs from another one.
 *
 * @param hash of the endpoint with its credentials, as its API says it
 * @param streamHash of the stream's scheme, host, port and path: 32 hexadecimal digits; {@code null} = not known, in a
 *     state that was written before there was one
 */
record UpstreamEndpoint(String hash, @Nullable String streamHash) {
    static final UpstreamEndpoint NONE = new UpstreamEndpoint("", null);

    private static final int HASH_BYTES = 16;

    static UpstreamEndpoint of(PullSettings settings) {
        return new UpstreamEndpoint(
                settings.endpointHash(), streamHash(settings.target().url()));
    }

    static UpstreamEndpoint of(ChannelState state) {
        return new UpstreamEndpoint(state.endpointHash(), state.streamHash());
    }

    /** Returns whether the ids of one mean the same to the other. */
    boolean isSameStream(UpstreamEndpoint other) {
        return hash.equals(other.hash) || (streamHash != null && streamHash.equals(other.streamHash));
    }

    private static String streamHash(String url) {
        String stream = switch (OutboundUrl.of(url)) {
            case OutboundUrl.Good(URI good) -> OutboundUrl.origin(good) + good.getRawPath();
            case OutboundUrl.Bad _ -> url; // which is never connected
        };
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(stream.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(Arrays.copyOf(digest, HASH_BYTES));
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("every Java platform has SHA-256", impossible);
        }
    }
}
