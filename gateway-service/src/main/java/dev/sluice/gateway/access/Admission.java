package dev.sluice.gateway.access;

import dev.sluice.gateway.quota.PlanCounter;
import dev.sluice.gateway.route.RouteResult;
import dev.sluice.gateway.route.RouteTable;
import dev.sluice.model.access.AccessRecord;
import dev.sluice.model.api.ApiAuth;
import dev.sluice.model.api.ApiRecord;
import dev.sluice.model.api.ApiTopic;
import dev.sluice.model.api.KeyType;
import dev.sluice.model.api.LifecycleState;
import dev.sluice.model.control.ControlEvent;
import dev.sluice.model.control.ControlEvent.AuthReason;
import dev.sluice.model.control.ControlEvent.EndReason;
import dev.sluice.model.problem.Problem;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Who may have which stream, and for how long. Answers from memory, never blocks, for any thread. What opens a stream and
 * what keeps it open is the same: {@link #decide} and {@link #endOf} ask the same questions.
 */
public final class Admission {
    /** A token that the publisher gives to clients of its own REST APIs. */
    private static final Pattern REST_TOKEN = Pattern.compile("[0-9a-f]{64}");

    private static final AdmitResult NO_TOKENS = new AdmitResult.InvalidCredentials("The API takes no tokens.");

    private final AccessTable table;
    private final JwtVerifier verifier;
    private final Tickets tickets;
    private final Denials denials;
    private final PlanCounters counters;
    private final KeyRights keys;

    public Admission(AccessTable table, JwtVerifier verifier, Tickets tickets) {
        this.table = table;
        this.verifier = verifier;
        this.tickets = tickets;
        this.denials = new Denials(table);
        this.counters = new PlanCounters(table);
        this.keys = new KeyRights(table);
    }

    /** @param nowMillis epoch milliseconds */
    public AdmitResult decide(RouteResult.Found found, RequestCredentials credentials, Caller caller, long nowMillis) {
        AdmitResult result = judge(found, credentials, caller, nowMillis);
        return result instanceof AdmitResult.Admitted(Grant grant) ? letIn(found.api(), grant) : result;
    }

    /** What else has to be so when the credentials are good. */
    private AdmitResult letIn(ApiRecord api, Grant grant) {
        if (denials.deny(api, grant)) {
            return new AdmitResult.Denied();
        }
        return api.state() == LifecycleState.BLOCKED ? new AdmitResult.Blocked() : new AdmitResult.Admitted(grant);
    }

    /** Returns whether the client may know that the API is there: its credentials open it, at least with another scope. */
    public boolean mayKnow(RouteResult.Found found, RequestCredentials credentials, Caller caller, long nowMillis) {
        AdmitResult result = decide(found, credentials, caller, nowMillis);
        return result instanceof AdmitResult.Admitted
                || (result instanceof AdmitResult.Forbidden forbidden && forbidden.problem() == Problem.MISSING_SCOPE);
    }

    private AdmitResult judge(RouteResult.Found found, RequestCredentials credentials, Caller caller, long nowMillis) {
        return switch (credentials) {
            case RequestCredentials.TestKey key -> verified(found, key.text(), true, caller, nowMillis);
            case RequestCredentials.Ticket shown -> judge(found, shown, caller, nowMillis);
            case RequestCredentials.Bearer bearer
            when bearer.isApiKey() ->
                openOr(
                        found,
                        caller,
                        () -> AdmitResult.InvalidCredentials.ofKeyAsToken(
                                found.api().auth()));
            case RequestCredentials.Bearer bearer ->
                openOr(
                        found,
                        caller,
                        () -> takesTokens(found.api())
                                ? verified(found, bearer.text(), false, caller, nowMillis)
                                : NO_TOKENS);
            case RequestCredentials.ApiKey key ->
                openOr(found, caller, () -> byKey(found, keys.judge(key, found, caller, nowMillis), caller));
            case RequestCredentials.None _ ->
                openOr(
                        found,
                        caller,
                        () -> AdmitResult.MissingCredentials.of(found.api().auth()));
            case RequestCredentials.Contradictory _ -> openOr(found, caller, AdmitResult.InvalidCredentials::new);
        };
    }

    /** A ticket of a test key decides alone, as the key does. */
    private AdmitResult judge(RouteResult.Found found, RequestCredentials.Ticket shown, Caller caller, long nowMillis) {
        Optional<StreamTicket> read = tickets.read(shown.text());
        if (read.isEmpty()) {
            String why = tickets.isOn() ? "The ticket is none of ours." : "This gateway takes no stream tickets.";
            return openOr(found, caller, () -> new AdmitResult.InvalidCredentials(why));
        }
        StreamTicket ticket = read.get();
        return ticket.isOfTester()
                ? decide(found, shown, ticket, caller, nowMillis)
                : openOr(found, caller, () -> decide(found, shown, ticket, caller, nowMillis));
    }

    /** What any client may have or none is decided without its credentials. */
    private static AdmitResult openOr(RouteResult.Found found, Caller caller, Supplier<AdmitResult> secured) {
        if (found.api().state() == LifecycleState.CREATED) {
            return new AdmitResult.Forbidden("The API is not published yet: only a test key of it opens it.");
        }
        return found.topic().isOpen() ? grant(found, KeyType.PRODUCTION, caller, null) : secured.get();
    }

    private static boolean takesTokens(ApiRecord api) {
        return api.auth().schemes().contains(ApiAuth.OAUTH2);
    }

    private AdmitResult byKey(RouteResult.Found found, KeyResult judged, Caller caller) {
        return switch (judged) {
            case KeyResult.Refused(AdmitResult why) -> why;
            case KeyResult.Good(Grant.ApiKey holder, KeyType keyType) -> {
                Optional<AdmitResult> refusal = SubscriptionRule.refusal(
                        found.api(),
                        table.subscription(holder.applicationId(), found.api().apiId()),
                        keyType);
                if (refusal.isPresent()) {
                    yield refusal.get();
                }
                yield found.topic().scopes().isEmpty()
                        ? grant(found, keyType, caller, holder)
                        : new AdmitResult.Forbidden(
                                Problem.MISSING_SCOPE,
                                "This topic asks for a scope, and an API key has none: use a token.");
            }
        };
    }

    /** @param asTestKey where it was found; a token is good in its own place only */
    private AdmitResult verified(
            RouteResult.Found found, String token, boolean asTestKey, Caller caller, long nowMillis) {
        if (REST_TOKEN.matcher(token).matches()) {
            return new AdmitResult.InvalidCredentials(
                    "This token is for the REST APIs; get one with the consumer key and secret of an application.");
        }
        return switch (verifier.verify(token, nowMillis)) {
            case TokenResult.Valid(VerifiedToken.Access access) when !asTestKey -> decide(found, access, caller);
            case TokenResult.Valid(VerifiedToken.Test test) when asTestKey -> decide(found, test, caller);
            case TokenResult.Valid _, TokenResult.Invalid _ -> new AdmitResult.InvalidCredentials();
            case TokenResult.UnknownKeyId _ -> new AdmitResult.NotYet(new AdmitResult.InvalidCredentials());
        };
    }

    private AdmitResult decide(RouteResult.Found found, VerifiedToken.Test test, Caller caller) {
        if (table.isRevoked(test.tokenId())) {
            return new AdmitResult.InvalidCredentials();
        }
        if (!test.apiId().equals(found.api().apiId())) {
            return new AdmitResult.Forbidden("The test key is for another API.");
        }
        return grant(found, test.keyType(), caller, new Grant.Tester(test));
    }

    private AdmitResult decide(RouteResult.Found found, VerifiedToken.Access token, Caller caller) {
        if (table.isRevoked(token.tokenId())) {
            return new AdmitResult.InvalidCredentials();
        }
        if (table.client(token).isEmpty()) {
            return new AdmitResult.NotYet(new AdmitResult.InvalidCredentials());
        }
        Optional<AccessRecord.Client> client = clientOf(token);
        if (client.isEmpty()) {
            return new AdmitResult.InvalidCredentials();
        }
        String applicationId = client.get().applicationId();
        KeyType keyType = client.get().keyType();
        Optional<AdmitResult> refusal = SubscriptionRule.refusal(
                found.api(), table.subscription(applicationId, found.api().apiId()), keyType);
        if (refusal.isPresent()) {
            return refusal.get();
        }
        if (!hasScope(found.topic(), token)) {
            return new AdmitResult.Forbidden(Problem.MISSING_SCOPE, Problem.MISSING_SCOPE.description());
        }
        return grant(found, keyType, caller, new Grant.Application(applicationId, token));
    }

    private AdmitResult decide(
            RouteResult.Found found,
            RequestCredentials.Ticket shown,
            StreamTicket ticket,
            Caller caller,
            long nowMillis) {
        Optional<AdmitResult> refusal = ticket.refusal(found, shown, nowMillis);
        if (refusal.isPresent()) {
            return refusal.get();
        }
        return switch (ticket.holder()) {
            case Grant.Tester tester -> decide(found, tester.token(), caller);
            case Grant.Application application ->
                takesTokens(found.api()) ? decide(found, ticket, application.token(), caller) : NO_TOKENS;
            case Grant.ApiKey key -> byKey(found, keys.judge(key, found, caller, nowMillis), caller);
        };
    }

    private AdmitResult decide(
            RouteResult.Found found, StreamTicket ticket, VerifiedToken.Access token, Caller caller) {
        AdmitResult byToken = decide(found, token, caller);
        boolean changed = byToken instanceof AdmitResult.Admitted(Grant grant)
                && !(ticket.holder().equals(grant.holder()) && ticket.keyType() == grant.keyType());
        return changed ? new AdmitResult.InvalidCredentials("The ticket's client is another's now.") : byToken;
    }

    private static AdmitResult grant(
            RouteResult.Found found, KeyType keyType, Caller caller, Grant.@Nullable Holder holder) {
        ApiRecord api = found.api();
        if (api.endpoint(keyType) == null) {
            return new AdmitResult.Forbidden(
                    Problem.NO_ENDPOINT, "The API has no endpoint for keys of type " + keyType + ".");
        }
        return new AdmitResult.Admitted(
                new Grant(api.apiId(), found.topic().target(), keyType, found.transport(), caller.address(), holder));
    }

    /**
     * A ticket for a stream that was admitted by a token, an API key or a test key; empty when there is no holder, who would need one:
     * the topic is open.
     *
     * @param origin of the pages that may use it; {@code null} = none that says one
     * @throws IllegalStateException when no key signs tickets
     */
    public Optional<IssuedTicket> ticket(
            RouteResult.Found found, Grant grant, @Nullable String origin, long nowMillis) {
        return switch (grant.holder()) {
            case null -> Optional.empty();
            case Grant.Tester tester ->
                Optional.of(tickets.issue(grant.apiId(), found.target(), grant.keyType(), tester, origin, nowMillis));
            case Grant.ApiKey key ->
                Optional.of(tickets.issue(grant.apiId(), found.target(), grant.keyType(), key, origin, nowMillis));
            case Grant.Application application -> {
                Set<String> scopes = new HashSet<>(found.topic().scopes());
                scopes.retainAll(application.token().scopes());
                yield Optional.of(tickets.issue(
                        grant.apiId(), found.target(), grant.keyType(), application, scopes, origin, nowMillis));
            }
        };
    }

    /**
     * Returns by what a stream that was admitted is counted, as plans are now.
     *
     * @param before by what it was counted until now; empty = by nothing
     */
    public List<PlanCounter> counters(Grant grant, RouteTable routes, List<PlanCounter> before) {
        return routes.api(grant.apiId())
                .map(api -> counters.of(grant, api, before))
                .orElse(List.of());
    }

    /** Returns when a right ends by itself, as things are now, epoch milliseconds; {@link Long#MAX_VALUE} = never. */
    public long expiresAtMillis(Grant grant) {
        return grant.holder() instanceof Grant.ApiKey key ? keys.expiresAtMillis(key) : grant.expiresAtMillis();
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
            return end(routes.isDeleted(grant.apiId()) ? EndReason.DELETED : EndReason.UNDEPLOYED);
        }
        ApiRecord api = deployed.get();
        return switch (api.state()) {
            case BLOCKED -> end(EndReason.BLOCKED);
            case RETIRED -> end(EndReason.RETIRED);
            case CREATED ->
                grant.holder() instanceof Grant.Tester ? endOf(grant, api, nowMillis) : end(EndReason.UNDEPLOYED);
            case PROTOTYPED, PUBLISHED, DEPRECATED -> endOf(grant, api, nowMillis);
        };
    }

    private Optional<ControlEvent> endOf(Grant grant, ApiRecord api, long nowMillis) {
        Optional<ApiTopic> topic = api.topics().stream()
                .filter(candidate -> candidate.target().equals(grant.topic()))
                .findFirst();
        boolean offered =
                api.endpoint(grant.keyType()) != null && api.transports().contains(grant.transport());
        if (topic.isEmpty() || !offered) {
            return end(EndReason.UNDEPLOYED);
        }
        Optional<ControlEvent> ended = endOf(grant, api, topic.get(), nowMillis);
        return ended.isEmpty() && denials.deny(api, grant) ? auth(AuthReason.DENIED) : ended;
    }

    private Optional<ControlEvent> endOf(Grant grant, ApiRecord api, ApiTopic topic, long nowMillis) {
        boolean open = topic.isOpen();
        return switch (grant.holder()) {
            case Grant.Tester tester -> endOf(tester.token(), nowMillis);
            case Grant.Application application ->
                open ? Optional.empty() : endOf(grant, application, api, topic, nowMillis);
            case Grant.ApiKey key -> open ? Optional.empty() : endOf(grant, key, api, topic, nowMillis);
            case null -> open ? Optional.empty() : auth(AuthReason.DENIED);
        };
    }

    private Optional<ControlEvent> endOf(
            Grant grant, Grant.Application holder, ApiRecord api, ApiTopic topic, long nowMillis) {
        VerifiedToken.Access token = holder.token();
        Optional<ControlEvent> ended = endOf(token, nowMillis);
        if (ended.isPresent()) {
            return ended;
        }
        Optional<AccessRecord.Client> client = clientOf(token);
        if (client.isEmpty() || !isOf(client.get(), holder, grant)) {
            return auth(AuthReason.REVOKED);
        }
        if (!takesTokens(api)) {
            return auth(AuthReason.DENIED);
        }
        Optional<AccessRecord.Subscription> subscription = table.subscription(holder.applicationId(), grant.apiId());
        if (SubscriptionRule.refusal(api, subscription, grant.keyType()).isPresent()) {
            return auth(AuthReason.SUBSCRIPTION);
        }
        return hasScope(topic, token) ? Optional.empty() : auth(AuthReason.SCOPE);
    }

    private Optional<ControlEvent> endOf(
            Grant grant, Grant.ApiKey holder, ApiRecord api, ApiTopic topic, long nowMillis) {
        Optional<AuthReason> ended = keys.endOf(grant, holder, api, nowMillis);
        if (ended.isPresent()) {
            return auth(ended.get());
        }
        Optional<AccessRecord.Subscription> subscription = table.subscription(holder.applicationId(), grant.apiId());
        if (SubscriptionRule.refusal(api, subscription, grant.keyType()).isPresent()) {
            return auth(AuthReason.SUBSCRIPTION);
        }
        return topic.scopes().isEmpty() ? Optional.empty() : auth(AuthReason.SCOPE);
    }

    private Optional<ControlEvent> endOf(VerifiedToken token, long nowMillis) {
        if (token.expiresAtMillis() <= nowMillis) {
            return auth(AuthReason.EXPIRED);
        }
        return table.isRevoked(token.tokenId()) ? auth(AuthReason.REVOKED) : Optional.empty();
    }

    /** The token's client, while its application is there and counts. */
    private Optional<AccessRecord.Client> clientOf(VerifiedToken.Access token) {
        return table.client(token)
                .filter(client -> table.application(client.applicationId())
                        .filter(AccessRecord.Application::counts)
                        .isPresent());
    }

    /** A client of a foreign issuer may be given up by one application and mapped by another. */
    private static boolean isOf(AccessRecord.Client client, Grant.Application holder, Grant grant) {
        return client.applicationId().equals(holder.applicationId()) && client.keyType() == grant.keyType();
    }

    /** One of the topic's scopes is enough. */
    private static boolean hasScope(ApiTopic topic, VerifiedToken.Access token) {
        return topic.scopes().isEmpty() || topic.scopes().stream().anyMatch(token.scopes()::contains);
    }

    private static Optional<ControlEvent> end(EndReason reason) {
        return Optional.of(new ControlEvent.End(reason));
    }

    private static Optional<ControlEvent> auth(AuthReason reason) {
        return Optional.of(new ControlEvent.Auth(reason));
    }
}
