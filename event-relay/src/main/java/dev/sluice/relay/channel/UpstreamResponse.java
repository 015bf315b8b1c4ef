package dev.sluice.relay.channel;

import dev.sluice.model.eventstream.EventStreamHead;
import dev.sluice.outbound.OutboundUrl;
import java.net.URI;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import org.jspecify.annotations.Nullable;

/** What a backend's head means. */
sealed interface UpstreamResponse {
    /** A stream begins. */
    record Stream() implements UpstreamResponse {}

    /** There is nothing more to come, ever. */
    record Over() implements UpstreamResponse {}

    /** Ask this instead. */
    record Redirect(UpstreamRequest next) implements UpstreamResponse {}

    /** Ask again soon, not before {@code retryAfter}. */
    record Away(String reason, @Nullable Duration retryAfter) implements UpstreamResponse {}

    /** No; to ask again soon is of no use. */
    record Refusal(String reason) implements UpstreamResponse {}

    /** @param asked what it answers */
    static UpstreamResponse of(Backend.Head head, UpstreamRequest asked, Instant now) {
        int status = head.status();
        return switch (status) {
            case 200 -> ok(head);
            case 204 -> new Over();
            case 301, 302, 303, 307, 308 -> redirect(head.location(), asked);
            case 408, 425, 429, 503 -> new Away(answered(status), retryAfter(head.retryAfter(), now));
            default -> status >= 500 ? new Away(answered(status), null) : new Refusal(answered(status));
        };
    }

    private static UpstreamResponse ok(Backend.Head head) {
        if (!EventStreamHead.isEventStream(head.contentType())) {
            return new Refusal("the backend's content type is not text/event-stream");
        }
        if (!EventStreamHead.isPlain(head.contentEncoding())) {
            return new Refusal("the backend has encoded its answer, though asked not to");
        }
        return new Stream();
    }

    private static UpstreamResponse redirect(@Nullable String location, UpstreamRequest asked) {
        if (asked.redirects() >= UpstreamRequest.MAX_REDIRECTS) {
            return new Refusal("the backend redirects more than " + UpstreamRequest.MAX_REDIRECTS + " times");
        }
        return switch (OutboundUrl.redirected(asked.url(), location)) {
            case OutboundUrl.Good(URI url) -> new Redirect(new UpstreamRequest(url, asked.redirects() + 1));
            case OutboundUrl.Bad(String reason) -> new Refusal(reason);
        };
    }

    private static String answered(int status) {
        return "the backend answered " + status;
    }

    /** Seconds, or a date. Anything else says nothing. */
    private static @Nullable Duration retryAfter(@Nullable String text, Instant now) {
        if (text == null) {
            return null;
        }
        String value = text.strip();
        if (value.matches("[0-9]{1,9}")) {
            return Duration.ofSeconds(Long.parseLong(value));
        }
        try {
            Instant then = ZonedDateTime.parse(value, DateTimeFormatter.RFC_1123_DATE_TIME)
                    .toInstant();
            return then.isAfter(now) ? Duration.between(now, then) : Duration.ZERO;
        } catch (DateTimeException noDate) {
            return null;
        }
    }
}
