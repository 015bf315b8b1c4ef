package dev.sluice.gateway.http;

import dev.sluice.service.http.HeadLimits;
import io.netty.handler.codec.http.HttpDecoderConfig;
import io.netty.handler.codec.http.HttpRequestDecoder;

/** Makes decoders of requests whose heads {@link HeadGuard} has let through: their own bounds are never met. */
final class RequestDecoders {
    private static final int BEYOND = 2;
    /** Of a body; most have none. */
    private static final int CHUNK_BYTES = 1024;

    private RequestDecoders() {}

    static HttpRequestDecoder decoder() {
        return new HttpRequestDecoder(new HttpDecoderConfig()
                .setMaxInitialLineLength(BEYOND * HeadLimits.DEFAULT.lineBytes())
                .setMaxHeaderSize(BEYOND * HeadLimits.DEFAULT.headerBytes())
                .setMaxChunkSize(CHUNK_BYTES)
                .setInitialBufferSize(256));
    }
}
