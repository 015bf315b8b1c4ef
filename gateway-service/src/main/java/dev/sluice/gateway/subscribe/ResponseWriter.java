package dev.sluice.gateway.subscribe;

import static java.nio.charset.StandardCharsets.US_ASCII;

import dev.sluice.gateway.access.AdmitResult;
import dev.sluice.gateway.protocol.BodyFraming;
import dev.sluice.gateway.protocol.Chunks;
import dev.sluice.gateway.protocol.GracefulClose;
import dev.sluice.gateway.stream.FrameEncoder;
import dev.sluice.gateway.stream.ResumeResult;
import dev.sluice.model.control.ControlEvent;
import dev.sluice.model.problem.Problem;
import dev.sluice.model.wire.Wire;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.handler.codec.http.HttpResponseStatus;
import org.jspecify.annotations.Nullable;

/**
 * Writes the response to one request, head and body as bytes: there is no encoder in the pipeline. Any response that is no
 * stream ends the connection. Refusals carry the cross-origin lines, too, so that scripts can read why.
 */
public final class ResponseWriter {
    private static final String CLOSE = "Connection: close\r\n";
    private static final String STREAM_HEAD = "HTTP/1.1 200 OK\r\n"
            + "Content-Type: text/event-stream\r\n"
            + "Cache-Control: no-store\r\n"
            + "X-Accel-Buffering: no\r\n"
            + CLOSE;
    private static final String NO_CONTENT = "HTTP/1.1 204 No Content\r\n";
    private static final String NOT_STORED = "Cache-Control: no-store\r\n";
    private static final String END = "\r\n";
    private static final int RETRY_SECONDS = 5;

    private final Channel channel;
    private final String crossOrigin;
    private final BodyFraming framing;

    /**
     * @param crossOrigin lines of {@link CrossOrigin}
     * @param framing of a stream, if it becomes one
     */
    ResponseWriter(Channel channel, String crossOrigin, BodyFraming framing) {
        this.channel = channel;
        this.crossOrigin = crossOrigin;
        this.framing = framing;
    }

    /** Asks a client for the body that it waits with; the response is still to come. */
    static void goOn(Channel channel) {
        channel.writeAndFlush(bytes("HTTP/1.1 100 Continue\r\n" + END));
    }

    BodyFraming framing() {
        return framing;
    }

    /** Returns the head of an open stream; its body follows. */
    ByteBuf streamHead(ResumeResult result) {
        return bytes(STREAM_HEAD + crossOrigin + resume(result) + framing.line() + END);
    }

    /** Sends the head of a stream, without a body. */
    void headOnly() {
        send(bytes(STREAM_HEAD + crossOrigin + END));
    }

    /**
     * Sends a refusal that will pass: to a browser's own {@code EventSource} in a stream, since it would not come back after
     * an error.
     */
    void retryLater(RetryableRefusal why, boolean isNative, FrameEncoder encoder) {
        if (!isNative) {
            Problem problem = why.problem();
            byte[] body = Wire.write(problem, problem.description());
            send(HttpResponseStatus.valueOf(problem.status()), retryAfter(why.retrySeconds()), body);
            return;
        }
        long retryMillis = why.retryMillis();
        ControlEvent event = new ControlEvent.GoAway(why.reason(), retryMillis);
        ByteBuf head = bytes(STREAM_HEAD + crossOrigin + framing.line() + END);
        ByteBuf chunks =
                Unpooled.wrappedBuffer(encoder.retry(retryMillis), encoder.control(event), FrameEncoder.lastChunk());
        send(Unpooled.wrappedBuffer(head, framing == BodyFraming.CHUNKED ? chunks : Chunks.payloads(chunks)));
    }

    /** Sends why a request is not admitted. */
    void refused(AdmitResult refusal) {
        switch (refusal) {
            case AdmitResult.MissingCredentials _ -> problem(Problem.MISSING_CREDENTIALS);
            case AdmitResult.InvalidCredentials(String why) -> problem(Problem.INVALID_CREDENTIALS, why);
            case AdmitResult.UnknownKeyId _ -> problem(Problem.INVALID_CREDENTIALS);
            case AdmitResult.Forbidden(Problem problem, String why) -> problem(problem, why);
            case AdmitResult.Blocked _ -> problem(Problem.API_BLOCKED);
            case AdmitResult.Admitted _ -> throw new IllegalArgumentException("it is admitted");
        }
    }

    void problem(Problem problem) {
        problem(problem, null);
    }

    /** @param description {@code null} = the problem's own */
    void problem(Problem problem, @Nullable String description) {
        byte[] body = Wire.write(problem, description == null ? problem.description() : description);
        send(HttpResponseStatus.valueOf(problem.status()), extra(problem), body);
    }

    /** Sends 200 with a JSON body. */
    void json(byte[] body) {
        send(HttpResponseStatus.OK, "", body);
    }

    /**
     * Sends that there is no event after the client's place, and will be none.
     *
     * @param result whether something is missing nevertheless
     */
    void noContent(ResumeResult result) {
        send(bytes(NO_CONTENT + crossOrigin + resume(result) + NOT_STORED + CLOSE + END));
    }

    /** @param allow the methods that there are */
    void methodNotAllowed(String allow) {
        Problem problem = Problem.METHOD_NOT_ALLOWED;
        byte[] body = Wire.write(problem, "Methods here: " + allow + '.');
        send(HttpResponseStatus.METHOD_NOT_ALLOWED, allow(allow), body);
    }

    /** Sends the response to {@code OPTIONS}; the cross-origin lines are those of a preflight. */
    void options(String allow) {
        send(bytes("HTTP/1.1 200 OK\r\n" + crossOrigin + allow(allow) + "Content-Length: 0\r\n" + CLOSE + END));
    }

    private static String resume(ResumeResult result) {
        return "Sluice-Resume: " + result.wireName() + "\r\n";
    }

    private static String retryAfter(int seconds) {
        return "Retry-After: " + seconds + "\r\n";
    }

    private static String allow(String methods) {
        return "Allow: " + methods + "\r\n";
    }

    private static String extra(Problem problem) {
        return switch (problem) {
            case NOT_READY, API_BLOCKED -> retryAfter(RETRY_SECONDS);
            case MISSING_CREDENTIALS, INVALID_CREDENTIALS -> "WWW-Authenticate: Bearer\r\n";
            default -> "";
        };
    }

    private void send(HttpResponseStatus status, String extra, byte[] body) {
        send(whole(status, extra + crossOrigin, body));
    }

    /** Returns the response to a client that sends plain HTTP to a port of TLS. */
    public static ByteBuf plainHttp() {
        Problem problem = Problem.BAD_REQUEST;
        String why = "This port speaks HTTPS alone: ask for https://, or use the port of plain HTTP.";
        return whole(HttpResponseStatus.valueOf(problem.status()), "", Wire.write(problem, why));
    }

    private static ByteBuf whole(HttpResponseStatus status, String extra, byte[] body) {
        String head = "HTTP/1.1 " + status + "\r\n"
                + extra
                + "Content-Type: application/json\r\n"
                + NOT_STORED
                + "Content-Length: " + body.length + "\r\n"
                + CLOSE
                + END;
        return Unpooled.wrappedBuffer(bytes(head), Unpooled.wrappedBuffer(body));
    }

    private void send(ByteBuf response) {
        GracefulClose.send(channel, response);
    }

    private static ByteBuf bytes(String text) {
        return Unpooled.copiedBuffer(text, US_ASCII);
    }
}
