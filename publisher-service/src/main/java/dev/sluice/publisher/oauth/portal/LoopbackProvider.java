package dev.sluice.publisher.oauth.portal;

import dev.sluice.publisher.identity.signin.BasicCredentials;
import dev.sluice.publisher.identity.signingkey.SigningKeys;
import dev.sluice.publisher.oauth.authorize.CodeGrantResult;
import dev.sluice.publisher.oauth.authorize.CodeGrants;
import io.netty.handler.codec.http.QueryStringDecoder;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.json.JsonObject;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * The two endpoints of our own provider that the service itself calls as the provider's client, on a port of the loopback
 * interface that this process alone knows: so that no call depends on the certificate of the public port, on its names, or on
 * what stands before it. Needs the portal's client secret as the public one does.
 */
@Singleton
class LoopbackProvider {
    static final String TOKEN = "/token";
    static final String JWKS = "/jwks";

    private static final Logger LOG = Logger.getLogger(LoopbackProvider.class);
    private static final String HOST = "127.0.0.1";
    private static final int MAX_FORM_BYTES = 8 << 10;

    private final Vertx vertx;
    private final CodeGrants grants;
    private final SigningKeys keys;
    private volatile @Nullable HttpServer server;

    LoopbackProvider(Vertx vertx, CodeGrants grants, SigningKeys keys) {
        this.vertx = vertx;
        this.grants = grants;
        this.keys = keys;
    }

    /** What is to be answered. */
    private record Reply(int status, JsonObject body) {
        static Reply refused(int status, String error, String description) {
            return new Reply(status, JsonObject.of("error", error, "error_description", description));
        }
    }

    void start(@Observes StartupEvent start) {
        server = vertx.createHttpServer(new HttpServerOptions().setHost(HOST).setPort(0))
                .requestHandler(this::handle)
                .listen()
                .toCompletionStage()
                .toCompletableFuture()
                .join();
    }

    /** {@code http://127.0.0.1:<port>}, once the service has started. */
    String url() {
        HttpServer listening = server;
        if (listening == null) {
            throw new IllegalStateException("the service has not started yet");
        }
        return "http://" + HOST + ':' + listening.actualPort();
    }

    private void handle(HttpServerRequest request) {
        if (request.method().equals(HttpMethod.GET) && request.path().equals(JWKS)) {
            answer(request, () -> new Reply(200, JsonObject.of("keys", keys.jwks())));
            return;
        }
        if (!request.method().equals(HttpMethod.POST) || !request.path().equals(TOKEN)) {
            request.response().setStatusCode(404).end();
            return;
        }
        Buffer body = Buffer.buffer();
        request.handler(part -> {
            if (body.length() <= MAX_FORM_BYTES) {
                body.appendBuffer(part);
            }
        });
        request.endHandler(_ -> answer(request, () -> token(request, body)));
    }

    private static void answer(HttpServerRequest request, Supplier<Reply> work) {
        Context context = Vertx.currentContext();
        Thread.ofVirtual().name("loopback-provider").start(() -> {
            Reply reply = reply(work);
            context.runOnContext(_ -> request.response()
                    .setStatusCode(reply.status())
                    .putHeader("Content-Type", "application/json")
                    .end(reply.body().toBuffer()));
        });
    }

    /** The outer edge of a request. */
    private static Reply reply(Supplier<Reply> work) {
        try {
            return work.get();
        } catch (RuntimeException failed) {
            LOG.warnf(failed, "the sign-in of a browser failed");
            return Reply.refused(503, "temporarily_unavailable", "See the log of the service.");
        }
    }

    private Reply token(HttpServerRequest request, Buffer body) {
        boolean isPortal = BasicCredentials.parse(request.getHeader("Authorization"))
                .filter(client -> grants.isClient(client.name(), client.password()))
                .isPresent();
        if (!isPortal) {
            return Reply.refused(401, "invalid_client", "Client id or secret is wrong or missing.");
        }
        if (body.length() > MAX_FORM_BYTES) {
            return Reply.refused(400, "invalid_request", "The form is too large.");
        }
        Map<String, List<String>> form = new QueryStringDecoder(
                        body.toString(StandardCharsets.UTF_8), StandardCharsets.UTF_8, false)
                .parameters();
        if (!first(form, "grant_type").equals("authorization_code")) {
            return Reply.refused(400, "unsupported_grant_type", "Use grant_type=authorization_code.");
        }
        return switch (grants.redeem(first(form, "code"), first(form, "redirect_uri"), first(form, "code_verifier"))) {
            case CodeGrantResult.Granted granted ->
                new Reply(
                        200,
                        JsonObject.of(
                                "id_token",
                                granted.idToken(),
                                "access_token",
                                granted.accessToken().reveal(),
                                "token_type",
                                "Bearer",
                                "expires_in",
                                granted.lifetime().toSeconds()));
            case CodeGrantResult.Refused(var error, var description) ->
                Reply.refused(error.status(), error.name().toLowerCase(Locale.ROOT), description);
        };
    }

    private static String first(Map<String, List<String>> form, String name) {
        return Optional.ofNullable(form.get(name)).map(List::getFirst).orElse("");
    }

    void stop(@Observes ShutdownEvent stop) {
        HttpServer listening = server;
        if (listening != null) {
            listening.close();
        }
    }
}
