package dev.sluice.gateway.http;

import io.netty.handler.codec.http.HttpDecoderConfig;
import io.netty.handler.codec.http.HttpRequestDecoder;

/** How large a request's head may be. */
final class HttpLimits {
    /** Path and query; a channel has 1,024 bytes, escapes may triple it, ids come on top. */
    private static final int REQUEST_LINE_BYTES = 8 * 1024;
    /** All headers; a token has at most 8 KiB. */
    private static final int HEADER_BYTES = 16 * 1024;
    /** No body is ever read. */
    private static final int CHUNK_BYTES = 1024;

    private HttpLimits() {}

    static HttpRequestDecoder decoder() {
        return new HttpRequestDecoder(new HttpDecoderConfig()
                .setMaxInitialLineLength(REQUEST_LINE_BYTES)
                .setMaxHeaderSize(HEADER_BYTES)
                .setMaxChunkSize(CHUNK_BYTES)
                .setInitialBufferSize(256));
    }
}
