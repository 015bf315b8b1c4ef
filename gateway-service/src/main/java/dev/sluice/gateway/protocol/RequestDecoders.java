package dev.sluice.gateway.protocol;

import dev.sluice.service.http.HeadLimits;
import io.netty.handler.codec.http.HttpDecoderConfig;
import io.netty.handler.codec.http.HttpRequestDecoder;

/** Makes decoders of requests whose heads {@link HeadGuard} has let through: their own bounds are never met. */
public final class RequestDecoders {
    private static final int BEYOND = 2;
    /** Of a body; most have none. */
    private static final int CHUNK_BYTES = 1024;

    private RequestDecoders() {}

    public static HttpRequestDecoder decoder() {
        return new HttpRequestDecoder(new HttpDecoderConfig()
                .setMaxInitialLineLength(BEYOND * HeadLimits.DEFAULT.lineBytes())
                .setMaxHeaderSize(BEYOND * HeadLimits.DEFAULT.headerBytes())
                .setMaxChunkSize(CHUNK_BYTES)
                .setInitialBufferSize(256));
    }
}
