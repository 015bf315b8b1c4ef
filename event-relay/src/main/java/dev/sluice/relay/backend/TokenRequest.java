package dev.sluice.relay.backend;

import dev.sluice.model.api.EndpointSecurity.ClientCredentials;
import dev.sluice.outbound.Connections;
import dev.sluice.outbound.Credential;
import dev.sluice.outbound.FailureReason;
import dev.sluice.outbound.ForbiddenAddressException;
import dev.sluice.outbound.OutboundUrl;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpConnection;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.json.DecodeException;
import io.vertx.core.json.JsonObject;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * One request for a token, RFC 6749, 4.4.2, with the client's credentials in {@code Authorization}; its address is
 * checked as a backend's, and a redirect is refused. At most {@value #MAX_BYTES} bytes of answer. Confined to one event
 * loop.
 */
final class TokenRequest {
    private static final int MAX_BYTES = 64 * 1024;
    private static final String PEER = "token endpoint";
    /** Those that RFC 6749 has, and none that could be more than a code. */
    private static final Pattern ERROR_CODE = Pattern.compile("[a-z_]{1,40}");

    private final Connections connections;
    private final ClientCredentials client;
    private final Duration timeout;
    private @Nullable HttpConnection connection;
    private boolean over;

    TokenRequest(Connections connections, ClientCredentials client, Duration timeout) {
        this.connections = connections;
        this.client = client;
        this.timeout = timeout;
    }

    /** Fails with {@link SignInException}. */
    Future<BackendToken> send(String secret) {
        return switch (OutboundUrl.of(client.tokenUrl())) {
            case OutboundUrl.Bad(String reason) -> Future.failedFuture(new SignInException(true, PEER + ": " + reason));
            case OutboundUrl.Good(URI url) ->
                connections
                        .open(HttpMethod.POST, url, () -> over)
                        .compose(request -> ask(request, secret))
                        .timeout(timeout.toMillis(), TimeUnit.MILLISECONDS)
                        .onComplete(_ -> leave())
                        .recover(failure -> Future.failedFuture(explained(failure)));
        };
    }

    private Future<BackendToken> ask(HttpClientRequest request, String secret) {
        connection = request.connection();
        connection.exceptionHandler(_ -> {}); // the answer's future fails, too
        if (over) {
            leave();
            return Future.failedFuture("no longer wanted");
        }
        Credential basic = Credential.basic(encoded(client.clientId()), encoded(secret));
        return request.putHeader("Content-Type", "application/x-www-form-urlencoded")
                .putHeader("Accept", "application/json")
                .putHeader("Accept-Encoding", "identity")
                .putHeader(basic.name(), basic.value())
                .send(form())
                .compose(answer -> body(answer).compose(body -> read(answer.statusCode(), body)));
    }

    private String form() {
        String scopes = String.join(" ", client.scopes());
        return "grant_type=client_credentials" + (scopes.isEmpty() ? "" : "&scope=" + encoded(scopes));
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    private static Future<Buffer> body(HttpClientResponse answer) {
        Promise<Buffer> whole = Promise.promise();
        Buffer read = Buffer.buffer();
        answer.handler(part -> {
            if (read.length() + part.length() > MAX_BYTES) {
                whole.tryFail(new SignInException(true, "the token endpoint's answer is too long"));
            } else {
                read.appendBuffer(part);
            }
        });
        answer.exceptionHandler(
                failure -> whole.tryFail(new SignInException(false, FailureReason.ofBody(failure, PEER))));
        answer.endHandler(_ -> whole.tryComplete(read));
        return whole.future();
    }

    private static Future<BackendToken> read(int status, Buffer body) {
        if (status == 200) {
            try {
                return Future.succeededFuture(BackendToken.read(body));
            } catch (SignInException none) {
                return Future.failedFuture(none);
            }
        }
        if (status >= 300 && status < 400) {
            return Future.failedFuture(
                    new SignInException(true, "the token endpoint redirects, which is not followed"));
        }
        boolean isRefusal = status < 500 && status != 408 && status != 425 && status != 429;
        return Future.failedFuture(
                new SignInException(isRefusal, "the token endpoint answered " + status + errorCode(body)));
    }

    private static String errorCode(Buffer body) {
        try {
            return new JsonObject(body).getValue("error") instanceof String code
                            && ERROR_CODE.matcher(code).matches()
                    ? " (" + code + ')'
                    : "";
        } catch (DecodeException noJson) {
            return "";
        }
    }

    private static SignInException explained(Throwable failure) {
        return failure instanceof SignInException known
                ? known
                : new SignInException(
                        failure instanceof ForbiddenAddressException, FailureReason.ofHead(failure, PEER));
    }

    private void leave() {
        over = true;
        if (connection != null) {
            connection.close();
        }
    }
}
