package dev.sluice.outbound;

import io.vertx.core.http.Http2Settings;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpVersion;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/**
 * How the clients of {@link Connections} connect: a connection for each request, and none kept.
 *
 * @param maxStreams to one host; what is above it waits
 * @param connectTimeout to each address; a TLS handshake may take twice as long
 */
public record ConnectionOptions(int maxStreams, Duration connectTimeout) {
    private static final int MAX_HEAD_BYTES = 16 * 1024;

    public HttpClientOptions plain() {
        return new HttpClientOptions()
                .setKeepAlive(false)
                .setMaxPoolSize(maxStreams)
                .setTcpKeepAlive(true)
                .setMaxHeaderSize(MAX_HEAD_BYTES)
                .setConnectTimeout(Math.toIntExact(connectTimeout.toMillis()));
    }

    /** HTTP/2 where the backend speaks it; still a connection for each stream, since one could hold up the others. */
    public HttpClientOptions overTls() {
        return plain().setSslHandshakeTimeout(2 * connectTimeout.toMillis())
                .setSslHandshakeTimeoutUnit(TimeUnit.MILLISECONDS)
                .setUseAlpn(true)
                .setProtocolVersion(HttpVersion.HTTP_2)
                .setHttp2MaxPoolSize(maxStreams)
                .setHttp2MultiplexingLimit(1)
                .setInitialSettings(new Http2Settings().setPushEnabled(false).setMaxHeaderListSize(MAX_HEAD_BYTES));
    }
}
