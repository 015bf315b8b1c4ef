package dev.sluice.gateway.subscribe;

import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaders;

/**
 * Recognizes requests of a browser's own {@code EventSource}. Such a client never comes back after an HTTP error, so a
 * retryable refusal is sent as a short stream.
 */
final class NativeEventSource {
    private static final String ONLY_STREAMS = "text/event-stream";

    private NativeEventSource() {}

    static boolean sent(HttpHeaders headers) {
        String agent = headers.get(HttpHeaderNames.USER_AGENT);
        return ONLY_STREAMS.equals(headers.get(HttpHeaderNames.ACCEPT))
                && (headers.contains("Sec-Fetch-Mode") || (agent != null && agent.startsWith("Mozilla/")));
    }
}
