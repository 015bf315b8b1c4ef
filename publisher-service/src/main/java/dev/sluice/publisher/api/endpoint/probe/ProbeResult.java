package dev.sluice.publisher.api.endpoint.probe;

import org.jspecify.annotations.Nullable;

/** What was met where a URL leads. */
sealed interface ProbeResult {
    /** No answer that can be read; {@code reason} is a class of error, without addresses of our network. */
    record NoAnswer(String reason) implements ProbeResult {}

    /**
     * An answer that is no stream and not looked into.
     *
     * @param reason why it was not followed; empty = the status says it
     */
    record NoStream(int status, String reason) implements ProbeResult {}

    /** 200 with a body, which is noted if relays would read it. */
    record Body(@Nullable String contentType, boolean isEncoded, StreamSample stream) implements ProbeResult {}
}
