package dev.sluice.relay.backend;

import io.netty.channel.ConnectTimeoutException;
import io.netty.handler.codec.DecoderException;
import io.netty.handler.codec.TooLongFrameException;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.UnknownHostException;
import javax.net.ssl.SSLException;

/** What a failed connection means, in words for the API's owner: without addresses of our network. */
final class FailureReason {
    private FailureReason() {}

    static String of(Throwable failure) {
        Throwable known =
                failure instanceof DecoderException && failure.getCause() != null ? failure.getCause() : failure;
        return switch (known) {
            case ForbiddenAddressException _ -> "the backend's address is not allowed";
            case UnknownHostException _ -> "the backend's name is not known";
            case ConnectTimeoutException _ -> "the backend does not take the connection in time";
            case NoRouteToHostException _ -> "there is no route to the backend";
            case ConnectException _ -> "the backend refuses the connection";
            case SSLException _ -> "no trusted TLS connection with the backend";
            case TooLongFrameException _ -> "the head of the backend's answer is too long";
            case IllegalArgumentException _ -> "the request cannot be written as HTTP";
            default -> "the connection to the backend was lost";
        };
    }
}
