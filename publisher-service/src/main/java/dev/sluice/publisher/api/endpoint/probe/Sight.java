package dev.sluice.publisher.api.endpoint.probe;

import org.jspecify.annotations.Nullable;

/** What was met where a URL leads. */
sealed interface Sight {
    /** No answer that can be read; {@code reason} is a class of error, without addresses of our network. */
    record Nothing(String reason) implements Sight {}

    /**
     * An answer that is no stream and not looked into.
     *
     * @param reason why it was not followed; empty = the status says it
     */
    record Answered(int status, String reason) implements Sight {}

    /** 200 with a body, which is noted if relays would read it. */
    record Body(@Nullable String contentType, boolean isEncoded, StreamSight stream) implements Sight {}
}
