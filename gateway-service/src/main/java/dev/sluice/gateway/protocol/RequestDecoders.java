package dev.sluice.gateway.protocol;

import dev.sluice.service.http.HeadLimits;
import io.netty.channel.ChannelPipeline;
import io.netty.handler.codec.http.HttpDecoderConfig;
import io.netty.handler.codec.http.HttpRequestDecoder;
import org.jspecify.annotations.Nullable;

/** The decoders of requests, whose heads {@link HeadGuard} has let through: their own bounds are never met. */
public final class RequestDecoders {
    private static final String NAME = "decoder";
    private static final int BEYOND = 2;
    /** Of a body; most have none. */
    private static final int CHUNK_BYTES = 1024;

    private RequestDecoders() {}

    /**
     * Has a connection's requests decoded, each head checked before.
     *
     * @param preface is called when the connection begins with that of HTTP/2; {@code null} = it is a request that is refused
     */
    public static void addTo(ChannelPipeline pipeline, @Nullable Http2Preface preface) {
        pipeline.addLast(new HeadGuard(preface));
        pipeline.addLast(NAME, decoder());
    }

    /** What comes in from now on is not decoded. */
    public static void removeFrom(ChannelPipeline pipeline) {
        if (pipeline.get(NAME) != null) {
            pipeline.remove(NAME);
        }
    }

    private static HttpRequestDecoder decoder() {
        return new HttpRequestDecoder(new HttpDecoderConfig()
                .setMaxInitialLineLength(BEYOND * HeadLimits.DEFAULT.lineBytes())
                .setMaxHeaderSize(BEYOND * HeadLimits.DEFAULT.headerBytes())
                .setMaxChunkSize(CHUNK_BYTES)
                .setInitialBufferSize(256));
    }
}
