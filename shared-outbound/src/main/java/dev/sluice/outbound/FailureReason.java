package dev.sluice.outbound;

import io.netty.channel.ConnectTimeoutException;
import io.netty.handler.codec.DecoderException;
import io.netty.handler.codec.TooLongFrameException;
import io.vertx.core.http.HttpClosedException;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.UnknownHostException;
import java.util.concurrent.TimeoutException;
import javax.net.ssl.SSLException;

/** What a failed connection means, in words for the API's owner: without addresses of our network. */
public final class FailureReason {
    private FailureReason() {}

    /**
     * Before the request was sent.
     *
     * @param peer who was asked: {@code backend}
     */
    public static String ofRequest(Throwable failure, String peer) {
        return failure instanceof IllegalArgumentException
                ? "the request cannot be written as HTTP"
                : of(failure, peer);
    }

    /** Before the head of an answer had come. */
    public static String ofHead(Throwable failure, String peer) {
        return failure instanceof HttpClosedException
                ? "the " + peer + " closed the connection without an HTTP answer"
                : ofBody(failure, peer);
    }

    /** After the head of an answer. */
    public static String ofBody(Throwable failure, String peer) {
        return failure instanceof IllegalArgumentException
                ? "the " + peer + "'s answer is not HTTP"
                : of(failure, peer);
    }

    private static String of(Throwable failure, String peer) {
        Throwable known =
                failure instanceof DecoderException && failure.getCause() != null ? failure.getCause() : failure;
        return switch (known) {
            case ForbiddenAddressException _ -> "the " + peer + "'s address is not allowed";
            case UnknownHostException _ -> "the " + peer + "'s name is not known";
            case TimeoutException _ -> "the " + peer + " has not answered in time";
            case ConnectTimeoutException _ -> "the " + peer + " does not take the connection in time";
            case NoRouteToHostException _ -> "there is no route to the " + peer;
            case ConnectException _ -> "the " + peer + " refuses the connection";
            case SSLException _ -> "no trusted TLS connection with the " + peer;
            case TooLongFrameException _ -> "the head of the " + peer + "'s answer is too long";
            default -> "the connection to the " + peer + " was lost";
        };
    }
}
