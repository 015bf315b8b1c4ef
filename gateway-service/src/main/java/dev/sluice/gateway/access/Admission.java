package dev.sluice.gateway.access;

import dev.sluice.gateway.route.RouteResult;
import dev.sluice.gateway.route.RouteTable;
import dev.sluice.model.access.AccessRecord;
import dev.sluice.model.api.ApiRecord;
import dev.sluice.model.api.ApiTopic;
import dev.sluice.model.api.KeyType;
import dev.sluice.model.api.LifecycleState;
import dev.sluice.model.control.ControlEvent;
import dev.sluice.model.control.ControlEvent.AuthReason;
import dev.sluice.model.control.ControlEvent.EndReason;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Who may have which stream, and for how long. Answers from memory, never blocks, for any thread. What opens a stream and
 * what keeps it open is the same: {@link #decide} and {@link #endOf} ask the same questions.
 */
public final class Admission {
    private static final String OAUTH2 = "oauth2";

    private final AccessTable table;
    private final JwtVerifier verifier;

    public Admission(AccessTable table, JwtVerifier verifier) {
        this.table = table;
        this.verifier = verifier;
    }

    /** @param nowMillis epoch milliseconds */
    public AdmitResult decide(RouteResult.Found found, Credentials credentials, long nowMillis) {
        ApiRecord api = found.api();
        if (api.state() == LifecycleState.BLOCKED) {
            return new AdmitResult.Blocked();
        }
        if (found.topic().isOpen()) {
            return grant(found, KeyType.PRODUCTION, null);
        }
        if (credentials.isContradictory()) {
            return new AdmitResult.InvalidCredentials();
        }
        String bearer = credentials.bearer();
        if (bearer == null) {
            return new AdmitResult.MissingCredentials();
        }
        if (!api.auth().schemes().contains(OAUTH2)) {
            return new AdmitResult.InvalidCredentials();
        }
        return switch (verifier.verify(bearer, nowMillis)) {
            case TokenResult.Valid valid -> decide(found, valid.token());
            case TokenResult.Invalid _ -> new AdmitResult.InvalidCredentials();
            case TokenResult.UnknownKeyId _ -> new AdmitResult.UnknownKeyId();
        };
    }

    private AdmitResult decide(RouteResult.Found found, VerifiedToken token) {
        Optional<AccessRecord.Client> client = clientOf(token);
        if (client.isEmpty() || table.isRevoked(token.tokenId())) {
            return new AdmitResult.InvalidCredentials();
        }
        String applicationId = client.get().applicationId();
        KeyType keyType = client.get().keyType();
        if (!isSubscribed(applicationId, found.api().apiId(), keyType)) {
            return new AdmitResult.Forbidden("The application has no subscription that opens this API.");
        }
        if (!hasScope(found.topic(), token)) {
            return new AdmitResult.Forbidden("The token has none of the scopes that this topic asks for.");
        }
        return grant(found, keyType, new Grant.Holder(applicationId, token));
    }

    private static AdmitResult grant(RouteResult.Found found, KeyType keyType, Grant.@Nullable Holder holder) {
        ApiRecord api = found.api();
        if (api.state() == LifecycleState.CREATED) {
            return new AdmitResult.Forbidden("The API is not published yet.");
        }
        if (api.endpoint(keyType) == null) {
            return new AdmitResult.Forbidden("The API has no endpoint for keys of type " + keyType + ".");
        }
        return new AdmitResult.Admitted(new Grant(api.apiId(), found.topic().target(), keyType, holder));
    }

    /**
     * Why a stream that was admitted must end now: {@code sluice.auth} or {@code sluice.end}; empty while it may go on.
     *
     * @param routes the APIs as they are now
     * @param nowMillis epoch milliseconds
     */
    public Optional<ControlEvent> endOf(Grant grant, RouteTable routes, long nowMillis) {
        Optional<ApiRecord> deployed = routes.api(grant.apiId());
        if (deployed.isEmpty()) {
            return end(EndReason.UNDEPLOYED);
        }
        ApiRecord api = deployed.get();
        return switch (api.state()) {
            case BLOCKED -> end(EndReason.BLOCKED);
            case RETIRED -> end(EndReason.RETIRED);
            case CREATED -> end(EndReason.UNDEPLOYED);
            case PROTOTYPED, PUBLISHED, DEPRECATED -> endOf(grant, api, nowMillis);
        };
    }

    private Optional<ControlEvent> endOf(Grant grant, ApiRecord api, long nowMillis) {
        Optional<ApiTopic> topic = api.topics().stream()
                .filter(candidate -> candidate.target().equals(grant.topic()))
                .findFirst();
        if (topic.isEmpty() || api.endpoint(grant.keyType()) == null) {
            return end(EndReason.UNDEPLOYED);
        }
        Grant.Holder holder = grant.holder();
        if (topic.get().isOpen()) {
            return Optional.empty();
        }
        return holder == null ? auth(AuthReason.DENIED) : endOf(grant, holder, topic.get(), nowMillis);
    }

    private Optional<ControlEvent> endOf(Grant grant, Grant.Holder holder, ApiTopic topic, long nowMillis) {
        VerifiedToken token = holder.token();
        if (token.expiresAtMillis() <= nowMillis) {
            return auth(AuthReason.EXPIRED);
        }
        if (table.isRevoked(token.tokenId()) || clientOf(token).isEmpty()) {
            return auth(AuthReason.REVOKED);
        }
        if (!isSubscribed(holder.applicationId(), grant.apiId(), grant.keyType())) {
            return auth(AuthReason.SUBSCRIPTION);
        }
        return hasScope(topic, token) ? Optional.empty() : auth(AuthReason.SCOPE);
    }

    /** The token's client, while its application is there. */
    private Optional<AccessRecord.Client> clientOf(VerifiedToken token) {
        return table.client(token.consumerKey())
                .filter(client -> table.application(client.applicationId()).isPresent());
    }

    private boolean isSubscribed(String applicationId, String apiId, KeyType keyType) {
        return table.subscription(applicationId, apiId)
                .filter(subscription -> subscription.state().opens(keyType))
                .isPresent();
    }

    /** One of the topic's scopes is enough. */
    private static boolean hasScope(ApiTopic topic, VerifiedToken token) {
        return topic.scopes().isEmpty() || topic.scopes().stream().anyMatch(token.scopes()::contains);
    }

    private static Optional<ControlEvent> end(EndReason reason) {
        return Optional.of(new ControlEvent.End(reason));
    }

    private static Optional<ControlEvent> auth(AuthReason reason) {
        return Optional.of(new ControlEvent.Auth(reason));
    }
}
