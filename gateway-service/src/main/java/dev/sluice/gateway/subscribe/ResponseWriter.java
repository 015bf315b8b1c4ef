package dev.sluice.gateway.subscribe;

import dev.sluice.gateway.access.AdmitResult;
import dev.sluice.gateway.delivery.Jitter;
import dev.sluice.gateway.protocol.HttpWriter;
import dev.sluice.gateway.protocol.ResponseHead;
import dev.sluice.gateway.protocol.ResponseHead.Header;
import dev.sluice.gateway.quota.QuotaLeft;
import dev.sluice.gateway.quota.QuotaReached;
import dev.sluice.gateway.stream.FrameEncoder;
import dev.sluice.gateway.stream.ResumeResult;
import dev.sluice.model.control.ControlEvent;
import dev.sluice.model.problem.Problem;
import dev.sluice.model.wire.Wire;
import io.netty.buffer.Unpooled;
import io.netty.handler.codec.http.HttpResponseStatus;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Writes the response to one request, whatever its protocol. Any response that is no stream ends the connection. Refusals
 * carry the cross-origin headers, too, so that scripts can read why.
 */
final class ResponseWriter {
    private static final int RETRY_SECONDS = 5;

    private final HttpWriter http;
    private final List<Header> crossOrigin;

    /** @param crossOrigin headers of {@link CrossOrigin} */
    ResponseWriter(HttpWriter http, List<Header> crossOrigin) {
        this.http = http;
        this.crossOrigin = crossOrigin;
    }

    HttpWriter http() {
        return http;
    }

    /**
     * Returns the head of an open stream.
     *
     * @param left of its plans; {@code null} = nothing limits it
     */
    ResponseHead streamHead(ResumeResult result, @Nullable QuotaLeft left) {
        return addResume(streamHead(), result).add(RateLimitHeaders.of(left));
    }

    /** Sends the head of a stream, without a body. */
    void headOnly() {
        send(streamHead());
    }

    /**
     * Sends a refusal that will pass: to a browser's own {@code EventSource} in a stream, since it would not come back after
     * an error.
     */
    void retryLater(RetryableRefusal why, boolean isNative, FrameEncoder encoder) {
        if (isNative) {
            long retryMillis = why.retryMillis();
            ControlEvent event = new ControlEvent.GoAway(why.reason(), retryMillis);
            http.sendStream(streamHead(), encoder.retry(retryMillis), encoder.control(event));
        } else {
            Problem problem = why.problem();
            sendJson(addRetryAfter(head(problem), why.retrySeconds()), Wire.write(problem, problem.description()));
        }
    }

    /**
     * Sends that a quota is used up. To a browser's own {@code EventSource} in a stream, never with the length of the window:
     * timers end early that are very long, and all clients would come back together.
     */
    void quotaReached(QuotaReached reached, long nowMillis, boolean isNative, FrameEncoder encoder) {
        if (isNative) {
            long retryMillis = Jitter.untilQuotaIsAskedAgain();
            http.sendStream(streamHead(), encoder.retry(retryMillis), encoder.control(reached.event()));
        } else {
            Problem problem = PlanAdmission.problem(reached);
            long seconds = reached.retryAfterSeconds(nowMillis);
            sendJson(addRetryAfter(head(problem), seconds), Wire.write(problem, problem.description()));
        }
    }

    /** Sends why a request is not admitted. */
    void refused(AdmitResult refusal) {
        switch (refusal) {
            case AdmitResult.MissingCredentials(String wanted) -> problem(Problem.MISSING_CREDENTIALS, wanted);
            case AdmitResult.InvalidCredentials(String why) -> problem(Problem.INVALID_CREDENTIALS, why);
            case AdmitResult.NotYet _ -> problem(Problem.NOT_READY);
            case AdmitResult.Forbidden(Problem problem, String why) -> problem(problem, why);
            case AdmitResult.SubscriptionClosed(Problem problem) -> problem(problem);
            case AdmitResult.Denied _ -> problem(Problem.DENIED);
            case AdmitResult.Blocked _ -> problem(Problem.API_BLOCKED);
            case AdmitResult.Admitted _ -> throw new IllegalArgumentException("it is admitted");
        }
    }

    void problem(Problem problem) {
        problem(problem, null);
    }

    /** @param description {@code null} = the problem's own */
    void problem(Problem problem, @Nullable String description) {
        ResponseHead head = switch (problem) {
            case NOT_READY, API_BLOCKED -> addRetryAfter(head(problem), RETRY_SECONDS);
            case MISSING_CREDENTIALS, INVALID_CREDENTIALS, SUBSCRIPTION_BLOCKED, SUBSCRIPTION_INACTIVE ->
                head(problem).add("WWW-Authenticate", "Bearer");
            default -> head(problem);
        };
        sendJson(head, Wire.write(problem, description == null ? problem.description() : description));
    }

    /** Sends 200 with a JSON body. */
    void json(byte[] body) {
        sendJson(new ResponseHead(HttpResponseStatus.OK), body);
    }

    /**
     * Sends that there is no event after the client's place, and will be none.
     *
     * @param result whether something is missing nevertheless
     */
    void noContent(ResumeResult result) {
        ResponseHead head = new ResponseHead(HttpResponseStatus.NO_CONTENT).add(crossOrigin);
        send(addResume(head, result).add("Cache-Control", "no-store"));
    }

    /** @param allow the methods that there are */
    void methodNotAllowed(String allow) {
        Problem problem = Problem.METHOD_NOT_ALLOWED;
        sendJson(head(problem).add("Allow", allow), Wire.write(problem, "Methods here: " + allow + '.'));
    }

    /** Sends the response to {@code OPTIONS}; the cross-origin headers are those of a preflight. */
    void options(String allow) {
        send(new ResponseHead(HttpResponseStatus.OK)
                .add(crossOrigin)
                .add("Allow", allow)
                .add("Content-Length", "0"));
    }

    private ResponseHead streamHead() {
        return new ResponseHead(HttpResponseStatus.OK)
                .add("Content-Type", "text/event-stream")
                // A proxy that compresses holds events back until a block of its own is full (RFC 9111, 5.2.2.6).
                .add("Cache-Control", "no-store, no-transform")
                .add("X-Accel-Buffering", "no")
                .add(crossOrigin);
    }

    private static ResponseHead head(Problem problem) {
        return new ResponseHead(HttpResponseStatus.valueOf(problem.status()));
    }

    private static ResponseHead addResume(ResponseHead head, ResumeResult result) {
        return head.add("Sluice-Resume", result.wireName());
    }

    private static ResponseHead addRetryAfter(ResponseHead head, long seconds) {
        return head.add("Retry-After", Long.toString(seconds));
    }

    private void sendJson(ResponseHead head, byte[] body) {
        http.send(head.add(crossOrigin).addJson(body), Unpooled.wrappedBuffer(body));
    }

    private void send(ResponseHead head) {
        http.send(head, Unpooled.EMPTY_BUFFER);
    }
}
