package dev.sluice.gateway.http;

import static java.nio.charset.StandardCharsets.US_ASCII;

import dev.sluice.gateway.stream.FrameEncoder;
import dev.sluice.gateway.stream.ResumeResult;
import dev.sluice.model.control.ControlEvent;
import dev.sluice.model.problem.Problem;
import dev.sluice.model.wire.Wire;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFutureListener;
import io.netty.handler.codec.http.HttpResponseStatus;

/** Response heads and bodies as bytes: there is no encoder in the pipeline. Whatever is no stream ends the connection. */
final class Answers {
    private static final String STREAM_HEAD = "HTTP/1.1 200 OK\r\n"
            + "Content-Type: text/event-stream\r\n"
            + "Cache-Control: no-store\r\n"
            + "X-Accel-Buffering: no\r\n";
    private static final int RETRY_SECONDS = 5;

    private Answers() {}

    /** The head of an open stream; chunks follow. */
    static ByteBuf streamHead(ResumeResult result) {
        return bytes(STREAM_HEAD + "Sluice-Resume: " + result.wireName() + "\r\nTransfer-Encoding: chunked\r\n\r\n");
    }

    /** What {@code HEAD} is told of a stream. */
    static void headOnly(Channel channel) {
        send(channel, bytes(STREAM_HEAD + "Connection: close\r\n\r\n"));
    }

    /** A whole stream: when to come back, and why. */
    static void shortStream(Channel channel, FrameEncoder encoder, long retryMillis, ControlEvent event) {
        ByteBuf head = bytes(STREAM_HEAD + "Transfer-Encoding: chunked\r\nConnection: close\r\n\r\n");
        send(
                channel,
                Unpooled.wrappedBuffer(
                        head, encoder.retry(retryMillis), encoder.control(event), FrameEncoder.lastChunk()));
    }

    static void problem(Channel channel, Problem problem) {
        problem(channel, problem, problem.description());
    }

    static void problem(Channel channel, Problem problem, String description) {
        byte[] body = Wire.write(problem, description);
        String head = "HTTP/1.1 " + HttpResponseStatus.valueOf(problem.status()) + "\r\n"
                + extra(problem)
                + "Content-Type: application/json\r\n"
                + "Cache-Control: no-store\r\n"
                + "Content-Length: " + body.length + "\r\n"
                + "Connection: close\r\n\r\n";
        send(channel, Unpooled.wrappedBuffer(bytes(head), Unpooled.wrappedBuffer(body)));
    }

    /** The client has all there is, and needs not come back. */
    static void noContent(Channel channel) {
        send(channel, bytes("HTTP/1.1 204 No Content\r\nCache-Control: no-store\r\nConnection: close\r\n\r\n"));
    }

    static void options(Channel channel) {
        send(channel, bytes("HTTP/1.1 204 No Content\r\nAllow: GET, HEAD, OPTIONS\r\nConnection: close\r\n\r\n"));
    }

    private static String extra(Problem problem) {
        return switch (problem) {
            case METHOD_NOT_ALLOWED -> "Allow: GET, HEAD, OPTIONS\r\n";
            case NOT_READY, API_BLOCKED -> "Retry-After: " + RETRY_SECONDS + "\r\n";
            case MISSING_CREDENTIALS, INVALID_CREDENTIALS -> "WWW-Authenticate: Bearer\r\n";
            default -> "";
        };
    }

    private static void send(Channel channel, ByteBuf answer) {
        channel.writeAndFlush(answer).addListener(ChannelFutureListener.CLOSE);
    }

    private static ByteBuf bytes(String text) {
        return Unpooled.copiedBuffer(text, US_ASCII);
    }
}
