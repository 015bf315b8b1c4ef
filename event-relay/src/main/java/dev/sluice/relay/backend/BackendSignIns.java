package dev.sluice.relay.backend;

import dev.sluice.model.api.EndpointSecurity;
import dev.sluice.model.api.EndpointSecurity.ClientCredentials;
import dev.sluice.outbound.Connections;
import dev.sluice.outbound.Credential;
import dev.sluice.relay.channel.Backend;
import dev.sluice.relay.channel.BackendSignIn;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Function;

/**
 * Signs in at the backends of this relay. Channels of an endpoint share its token; the {@value #MAX_TOKEN_SOURCES}
 * endpoints used last are remembered. Thread safe.
 */
final class BackendSignIns {
    private static final int MAX_TOKEN_SOURCES = 10_000;

    private final Vertx vertx;
    private final Connections connections;
    private final BackendSecrets secrets;
    private final Duration tokenTimeout;
    private final Map<BackendSignIn, TokenSource> tokens = new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<BackendSignIn, TokenSource> eldest) {
            return size() > MAX_TOKEN_SOURCES;
        }
    };

    BackendSignIns(Vertx vertx, Connections connections, BackendSecrets secrets, Duration tokenTimeout) {
        this.vertx = vertx;
        this.connections = connections;
        this.secrets = secrets;
        this.tokenTimeout = tokenTimeout;
    }

    /** The same way to backends, signed in at the one with this URL. */
    Backend signedIn(Backend backend, String url, BackendSignIn signIn) {
        return switch (signIn.security()) {
            case EndpointSecurity.None _ -> backend;
            case EndpointSecurity.Basic(String username, String _) ->
                signed(backend, url, fixed(signIn, password -> Credential.basic(username, password)));
            case EndpointSecurity.Bearer _ -> signed(backend, url, fixed(signIn, Credential::bearer));
            case EndpointSecurity.Header(String name, String _) ->
                signed(backend, url, fixed(signIn, value -> Credential.header(name, value)));
            case ClientCredentials client -> signed(backend, url, tokens(signIn, client));
        };
    }

    private Backend signed(Backend backend, String url, CredentialSource credentials) {
        return new AuthenticatedBackend(vertx, backend, url, credentials);
    }

    private CredentialSource fixed(BackendSignIn signIn, Function<String, Credential> credential) {
        return new FixedCredentialSource(signIn, secrets, credential);
    }

    private synchronized CredentialSource tokens(BackendSignIn signIn, ClientCredentials client) {
        return tokens.computeIfAbsent(
                signIn, missing -> new TokenSource(() -> askForToken(missing, client), System::nanoTime));
    }

    private Future<BackendToken> askForToken(BackendSignIn signIn, ClientCredentials client) {
        try {
            return new TokenRequest(connections, client, tokenTimeout).send(secrets.open(signIn));
        } catch (SignInException locked) {
            return Future.failedFuture(locked);
        }
    }
}
