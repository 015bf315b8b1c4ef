package dev.sluice.relay.channel;

import dev.sluice.model.eventstream.LastEventId;
import java.net.URI;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * What a backend is asked for a stream.
 *
 * @param url http or https
 * @param redirects how often the backend has sent us on to come here
 */
record UpstreamRequest(URI url, int redirects) {
    static final int MAX_REDIRECTS = 5;

    /** @param lastEventId as a header's value: each character is one byte; empty = from now on */
    Backend.Request from(Optional<String> lastEventId) {
        Map<String, String> headers = new LinkedHashMap<>();
        headers.put("Accept", "text/event-stream");
        headers.put("Cache-Control", "no-cache");
        headers.put("Accept-Encoding", "identity");
        lastEventId.ifPresent(value -> headers.put(LastEventId.HEADER, value));
        return new Backend.Request(url, headers);
    }
}
