package dev.sluice.gateway.access;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.gateway.SampleApi;
import dev.sluice.gateway.access.AdmitResult.Admitted;
import dev.sluice.gateway.access.AdmitResult.Blocked;
import dev.sluice.gateway.access.AdmitResult.Forbidden;
import dev.sluice.gateway.access.AdmitResult.InvalidCredentials;
import dev.sluice.gateway.access.AdmitResult.MissingCredentials;
import dev.sluice.gateway.access.AdmitResult.NotYet;
import dev.sluice.gateway.access.AdmitResult.SubscriptionClosed;
import dev.sluice.gateway.route.ApiRoutes;
import dev.sluice.gateway.route.RouteResult.Found;
import dev.sluice.gateway.route.RouteTable;
import dev.sluice.model.access.AccessKey;
import dev.sluice.model.access.AccessRecord.Application;
import dev.sluice.model.access.AccessRecord.Client;
import dev.sluice.model.access.AccessRecord.Revoked;
import dev.sluice.model.access.AccessRecord.Subscription;
import dev.sluice.model.access.AccessRecord.SubscriptionState;
import dev.sluice.model.api.ApiAuth;
import dev.sluice.model.api.ApiRecord;
import dev.sluice.model.api.KeyType;
import dev.sluice.model.api.LifecycleState;
import dev.sluice.model.api.Transport;
import dev.sluice.model.control.ControlEvent;
import dev.sluice.model.control.ControlEvent.Auth;
import dev.sluice.model.control.ControlEvent.AuthReason;
import dev.sluice.model.control.ControlEvent.End;
import dev.sluice.model.control.ControlEvent.EndReason;
import dev.sluice.model.problem.Problem;
import java.net.InetAddress;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.EnumSource.Mode;

class AdmissionTest {
    private static final TestIssuer ISSUER = TestIssuer.withKey("key-1");
    private static final Caller HERE = new Caller(InetAddress.getLoopbackAddress(), List.of());
    private static final long NOW = 1_800_000_000_000L;
    private static final long LATER = NOW + 3_600_000;
    private static final RequestCredentials TOKEN = bearer(ISSUER.token("client", "jti-1", LATER));
    private static final RequestCredentials SANDBOX_TOKEN = bearer(ISSUER.token("sandbox-client", "jti-2", LATER));

    private final AccessTable table = new AccessTable();
    private final Admission admission = new Admission(table, new JwtVerifier(table, null), Tickets.off());

    @BeforeEach
    void anApplicationWithKeysOfBothTypesIsSubscribed() {
        table.put(AccessKey.signingKey("key-1"), ISSUER.record(1));
        table.put(AccessKey.application("app"), new Application(1, 2, "app", "App", "owner", "Unlimited", "APPROVED"));
        table.put(AccessKey.client("client"), new Client(1, 3, "app", KeyType.PRODUCTION));
        table.put(AccessKey.client("sandbox-client"), new Client(1, 4, "app", KeyType.SANDBOX));
        subscribe(SubscriptionState.UNBLOCKED);
    }

    @Test
    void aSubscribedApplicationIsAdmittedWithTheKeyTypeOfItsClient() {
        SampleApi api = SampleApi.of("api").withSandbox();

        assertThat(grant(decide(api, TOKEN)).keyType()).isEqualTo(KeyType.PRODUCTION);
        assertThat(grant(decide(api, SANDBOX_TOKEN)).keyType()).isEqualTo(KeyType.SANDBOX);
        assertThat(grant(decide(api, TOKEN)).expiresAtMillis()).isEqualTo(LATER);
    }

    @Test
    void withoutATokenCredentialsAreMissing() {
        assertThat(decide(SampleApi.of("api"), RequestCredentials.NONE)).isInstanceOf(MissingCredentials.class);
        assertThat(decide(SampleApi.of("api"), headers("Basic dTpw"))).isInstanceOf(MissingCredentials.class);
    }

    @Test
    void aBadTokenIsInvalid() {
        assertThat(decide(SampleApi.of("api"), bearer("nonsense"))).isInstanceOf(InvalidCredentials.class);
        assertThat(decide(SampleApi.of("api"), bearer(""))).isInstanceOf(InvalidCredentials.class);
        assertThat(decide(SampleApi.of("api"), bearer(ISSUER.token("client", "jti", NOW))))
                .isInstanceOf(InvalidCredentials.class);
    }

    @Test
    void twoAuthorizationHeadersAreInvalidEvenIfOneIsGood() {
        String good = "Bearer " + ISSUER.token("client", "jti-1", LATER);

        assertThat(decide(SampleApi.of("api"), headers(good, good))).isInstanceOf(InvalidCredentials.class);
    }

    @Test
    void aTokenWhoseClientOrApplicationIsUnknownIsInvalid() {
        assertThat(decide(SampleApi.of("api"), bearer(ISSUER.token("portal", "jti", LATER))))
                .isInstanceOf(InvalidCredentials.class);

        table.remove(AccessKey.application("app"));
        assertThat(decide(SampleApi.of("api"), TOKEN)).isInstanceOf(InvalidCredentials.class);
    }

    @Test
    void anApplicationThatIsInactiveHasNoTokensAndNoStreamsUntilItIsBack() {
        application("INACTIVE");
        assertThat(decide(SampleApi.of("api"), TOKEN)).isInstanceOf(InvalidCredentials.class);
        assertThat(endOf(SampleApi.of("api"), NOW)).contains(new Auth(AuthReason.REVOKED));

        application("APPROVED");
        assertThat(decide(SampleApi.of("api"), TOKEN)).isInstanceOf(Admitted.class);
        assertThat(endOf(SampleApi.of("api"), NOW)).isEmpty();
    }

    private void application(String status) {
        table.put(AccessKey.application("app"), new Application(1, 9, "app", "App", "owner", "Unlimited", status));
    }

    @Test
    void aRevokedTokenIsInvalidAndOnlyThatOne() {
        table.put(AccessKey.revoked("jti-1"), new Revoked(1, 9, LATER));

        assertThat(decide(SampleApi.of("api"), TOKEN)).isInstanceOf(InvalidCredentials.class);
        assertThat(decide(SampleApi.of("api"), bearer(ISSUER.token("client", "jti-3", LATER))))
                .isInstanceOf(Admitted.class);
    }

    @Test
    void aKeyThatMayStillComeIsToldApart() {
        RequestCredentials credentials = bearer(TestIssuer.withKey("key-7").token("client", "jti", LATER));

        assertThat(admission.decide(found(SampleApi.of("api")), credentials, HERE, NOW))
                .isEqualTo(new NotYet(new InvalidCredentials()));
    }

    @Test
    void soAreAClientAndASubscriptionThatMayStillCome() {
        RequestCredentials unknown = bearer(ISSUER.token("fresh", "jti", LATER));

        assertThat(admission.decide(found(SampleApi.of("api")), unknown, HERE, NOW))
                .isEqualTo(new NotYet(new InvalidCredentials()));
        assertThat(admission.decide(found(SampleApi.of("other")), TOKEN, HERE, NOW))
                .isInstanceOfSatisfying(
                        NotYet.class, first -> assertThat(first.refusal()).isInstanceOf(Forbidden.class));
        table.put(AccessKey.revoked("jti-1"), new Revoked(1, 9, LATER));
        assertThat(admission.decide(found(SampleApi.of("other")), TOKEN, HERE, NOW))
                .isInstanceOf(InvalidCredentials.class);
    }

    @Test
    void withoutASubscriptionItIsForbidden() {
        assertThat(decide(SampleApi.of("other"), TOKEN)).isInstanceOf(Forbidden.class);
    }

    @Test
    void noSubscriptionIsNeededWhereTheApiAsksForNone() {
        // Given
        SampleApi open = SampleApi.of("other").with(ApiAuth.DEFAULT.withSubscriptionlessPlan("Free"));
        Grant grant = grant(decide(open, TOKEN));

        // When, Then
        assertThat(decide(open, RequestCredentials.NONE)).isInstanceOf(MissingCredentials.class);
        assertThat(decide(open, bearer(ISSUER.token("stranger", "jti-3", LATER))))
                .isInstanceOf(InvalidCredentials.class);
        assertForbidden(decide(open.topic("/*", null, "Any", "read"), TOKEN), Problem.MISSING_SCOPE);
        SampleApi again = SampleApi.of("other").with(ApiAuth.DEFAULT.withSubscriptionlessPlan("Free"));
        assertThat(admission.endOf(grant, routes(again.version(2)), NOW)).isEmpty();
        assertThat(admission.endOf(grant, routes(SampleApi.of("other").version(3)), NOW))
                .contains(new Auth(AuthReason.SUBSCRIPTION));
    }

    @Test
    void aBlockedSubscriptionKeepsOutWhereNoneIsNeeded() {
        subscribe(SubscriptionState.BLOCKED);

        assertThat(decide(SampleApi.of("api").with(ApiAuth.DEFAULT.withSubscriptionlessPlan("Free")), TOKEN))
                .isNotInstanceOf(Admitted.class);
    }

    @ParameterizedTest
    @EnumSource(names = {"ON_HOLD", "REJECTED"})
    void aSubscriptionThatIsOnlyAskedForTakesNothingAwayWhereNoneIsNeeded(SubscriptionState state) {
        subscribe(state);

        assertThat(decide(SampleApi.of("api").with(ApiAuth.DEFAULT.withSubscriptionlessPlan("Free")), TOKEN))
                .isInstanceOf(Admitted.class);
        assertThat(decide(SampleApi.of("api"), TOKEN)).isNotInstanceOf(Admitted.class);
    }

    @Test
    void aStreamOfAForeignTokenEndsWithItsKeyManager() {
        // Given
        String issuer = "https://id.example.com";
        TestIssuer foreign = TestIssuer.withKey("key-2");
        table.put(
                ForeignTokensTest.key(issuer),
                ForeignTokensTest.record(issuer, "corp", List.of(ForeignTokensTest.jwk(foreign.key())), List.of()));
        RequestCredentials token = bearer(foreign.sign(ForeignTokensTest.claims(issuer), _ -> {}));
        assertThat(decide(SampleApi.of("api"), token)).isInstanceOf(InvalidCredentials.class);
        table.put(AccessKey.client("corp:client"), new Client(1, 6, "app", KeyType.PRODUCTION));
        Grant grant = grant(decide(SampleApi.of("api"), token));

        // When
        assertThat(admission.endOf(grant, routes(SampleApi.of("api").version(2)), NOW))
                .isEmpty();
        table.remove(ForeignTokensTest.key(issuer));

        // Then
        assertThat(admission.endOf(grant, routes(SampleApi.of("api").version(2)), NOW))
                .contains(new Auth(AuthReason.REVOKED));
        assertThat(decide(SampleApi.of("api"), token)).isNotInstanceOf(Admitted.class);
    }

    @ParameterizedTest
    @EnumSource(SubscriptionState.class)
    void aSubscriptionOpensTheApiAsItsStateSays(SubscriptionState state) {
        subscribe(state);
        SampleApi api = SampleApi.of("api").withSandbox();

        assertThat(decide(api, TOKEN) instanceof Admitted).isEqualTo(state.opens(KeyType.PRODUCTION));
        assertThat(decide(api, SANDBOX_TOKEN) instanceof Admitted).isEqualTo(state.opens(KeyType.SANDBOX));
    }

    @ParameterizedTest
    @CsvSource({
        "BLOCKED, SUBSCRIPTION_BLOCKED, SUBSCRIPTION_BLOCKED",
        "PROD_ONLY_BLOCKED, SUBSCRIPTION_BLOCKED,",
        "ON_HOLD, SUBSCRIPTION_INACTIVE, SUBSCRIPTION_INACTIVE",
        "REJECTED, SUBSCRIPTION_INACTIVE, SUBSCRIPTION_INACTIVE"
    })
    void aSubscriptionThatDoesNotOpenTheApiSaysWhy(
            SubscriptionState state, Problem production, @Nullable Problem sandbox) {
        subscribe(state);
        SampleApi api = SampleApi.of("api").withSandbox();

        assertThat(decide(api, TOKEN)).isEqualTo(new SubscriptionClosed(production));
        if (sandbox != null) {
            assertThat(decide(api, SANDBOX_TOKEN)).isEqualTo(new SubscriptionClosed(sandbox));
        }
        assertThat(production.status()).isEqualTo(401);
    }

    @Test
    void withoutAnEndpointForTheKeysTypeItIsForbidden() {
        assertForbidden(decide(SampleApi.of("api"), SANDBOX_TOKEN), Problem.NO_ENDPOINT);
        assertForbidden(decide(SampleApi.of("api").withoutProduction().withSandbox(), TOKEN), Problem.NO_ENDPOINT);
    }

    @Test
    void anApiThatIsOnlyCreatedIsForbidden() {
        SampleApi created = SampleApi.of("api").in(LifecycleState.CREATED);

        assertThat(decide(created, TOKEN)).isInstanceOf(Forbidden.class);
        assertThat(decide(created, RequestCredentials.NONE)).isInstanceOf(Forbidden.class);
    }

    @Test
    void aBlockedApiIsBlockedForEveryClientThatMayHaveIt() {
        SampleApi api = SampleApi.of("api").in(LifecycleState.BLOCKED);

        assertThat(decide(api, TOKEN)).isInstanceOf(Blocked.class);
        assertThat(decide(api, RequestCredentials.NONE)).isInstanceOf(MissingCredentials.class);
        assertThat(decide(api, bearer("nonsense"))).isInstanceOf(InvalidCredentials.class);
        assertThat(decide(api.topic("/*", null, "None"), RequestCredentials.NONE))
                .isInstanceOf(Blocked.class);
    }

    @Test
    void anOpenTopicNeedsNoTokenAndLooksAtNone() {
        SampleApi api = SampleApi.of("api").topic("/*", null, "None");

        assertThat(grant(decide(api, RequestCredentials.NONE)).expiresAtMillis())
                .isEqualTo(Long.MAX_VALUE);
        assertThat(decide(api, bearer("nonsense"))).isInstanceOf(Admitted.class);
        assertThat(decide(
                        SampleApi.of("api").in(LifecycleState.CREATED).topic("/*", null, "None"),
                        RequestCredentials.NONE))
                .isInstanceOf(Forbidden.class);
    }

    @Test
    void aTopicWithScopesAsksForOneOfThem() {
        SampleApi api = SampleApi.of("api").topic("/*", null, "Any", "read", "admin");
        var claims = TestIssuer.claims("client", "jti-5", LATER);
        claims.setStringClaim("scope", "other read");

        assertForbidden(decide(api, TOKEN), Problem.MISSING_SCOPE);
        assertThat(decide(api, bearer(ISSUER.sign(claims, _ -> {})))).isInstanceOf(Admitted.class);
    }

    @Test
    void aClientMayKnowOfAnApiThatItsCredentialsOpenAtLeastWithAnotherScope() {
        assertThat(mayKnow(SampleApi.of("api"), TOKEN)).isTrue();
        assertThat(mayKnow(SampleApi.of("api").topic("/*", null, "Any", "read"), TOKEN))
                .isTrue();
        assertThat(mayKnow(SampleApi.of("api").topic("/*", null, "None"), RequestCredentials.NONE))
                .isTrue();
        assertThat(mayKnow(SampleApi.of("api"), RequestCredentials.NONE)).isFalse();
        assertThat(mayKnow(SampleApi.of("other"), TOKEN)).isFalse();
        assertThat(mayKnow(SampleApi.of("api").in(LifecycleState.CREATED), TOKEN))
                .isFalse();
        assertThat(mayKnow(SampleApi.of("api").in(LifecycleState.BLOCKED), TOKEN))
                .isFalse();
    }

    private static void assertForbidden(AdmitResult result, Problem problem) {
        assertThat(result)
                .isInstanceOfSatisfying(
                        Forbidden.class, told -> assertThat(told.problem()).isEqualTo(problem));
    }

    @Test
    void aTokenForTheRestApisIsToldSo() {
        assertThat(decide(SampleApi.of("api"), bearer("0123456789abcdef".repeat(4))))
                .isInstanceOfSatisfying(
                        InvalidCredentials.class, told -> assertThat(told.why()).contains("is for the REST APIs"));
    }

    @Test
    void anApiWithoutOauth2TakesNoToken() {
        SampleApi api = SampleApi.of("api").with(new ApiAuth("Authorization", "ApiKey", List.of("api_key"), false));

        assertThat(decide(api, TOKEN)).isInstanceOf(InvalidCredentials.class);
    }

    @Test
    void theSchemeIsReadWhateverItsCaseAndACredentialIsNeverPrinted() {
        String token = ISSUER.token("client", "jti-1", LATER);

        RequestCredentials credentials = headers("bearer  " + token);

        assertThat(decide(SampleApi.of("api"), credentials)).isInstanceOf(Admitted.class);
        assertThat(credentials.toString()).doesNotContain(token);
    }

    @Test
    void aStreamStandsWhileItsRightDoes() {
        assertThat(endOf(SampleApi.of("api"), NOW)).isEmpty();
    }

    @Test
    void aStreamEndsWhenItsTokenExpires() {
        assertThat(endOf(SampleApi.of("api"), LATER)).contains(new Auth(AuthReason.EXPIRED));
    }

    @Test
    void aStreamEndsWhenItsTokenIsRevokedOrItsClientIsGone() {
        table.put(AccessKey.revoked("jti-1"), new Revoked(1, 9, LATER));
        assertThat(endOf(SampleApi.of("api"), NOW)).contains(new Auth(AuthReason.REVOKED));

        table.remove(AccessKey.revoked("jti-1"));
        table.remove(AccessKey.client("client"));
        assertThat(endOf(SampleApi.of("api"), NOW)).contains(new Auth(AuthReason.REVOKED));
    }

    @ParameterizedTest
    @EnumSource(value = SubscriptionState.class, mode = Mode.EXCLUDE, names = "UNBLOCKED")
    void aStreamEndsWhenItsSubscriptionNoLongerOpensTheApi(SubscriptionState state) {
        subscribe(state);

        assertThat(endOf(SampleApi.of("api"), NOW)).contains(new Auth(AuthReason.SUBSCRIPTION));
    }

    @Test
    void aStreamEndsWhenItsSubscriptionIsDeleted() {
        table.remove(AccessKey.subscription("app", "api"));

        assertThat(endOf(SampleApi.of("api"), NOW)).contains(new Auth(AuthReason.SUBSCRIPTION));
    }

    @Test
    void aStreamEndsWithItsApi() {
        Grant grant = grant(decide(SampleApi.of("api"), TOKEN));

        assertThat(admission.endOf(grant, RouteTable.EMPTY, NOW)).contains(new End(EndReason.UNDEPLOYED));
        assertThat(admission.endOf(grant, RouteTable.of(List.of(), List.of(), Set.of("api")), NOW))
                .contains(new End(EndReason.DELETED));
        assertThat(endOf(SampleApi.of("api").in(LifecycleState.BLOCKED), NOW)).contains(new End(EndReason.BLOCKED));
        assertThat(endOf(SampleApi.of("api").in(LifecycleState.RETIRED), NOW)).contains(new End(EndReason.RETIRED));
        assertThat(endOf(SampleApi.of("api").in(LifecycleState.CREATED), NOW)).contains(new End(EndReason.UNDEPLOYED));
    }

    @Test
    void aStreamOutlivesARedeploymentThatKeepsItsTopicAndNoOther() {
        assertThat(endOf(SampleApi.of("api").topic("/more").topic("/*"), NOW)).isEmpty();
        assertThat(endOf(SampleApi.of("api").topic("/more"), NOW)).contains(new End(EndReason.UNDEPLOYED));
        assertThat(endOf(SampleApi.of("api").topic("/*", null, "Any", "new-scope"), NOW))
                .contains(new Auth(AuthReason.SCOPE));
        assertThat(endOf(SampleApi.of("api").withoutProduction().withSandbox(), NOW))
                .contains(new End(EndReason.UNDEPLOYED));
        assertThat(endOf(SampleApi.of("api").over(Transport.HTTPS), NOW)).contains(new End(EndReason.UNDEPLOYED));
    }

    @Test
    void anOpenStreamEndsWhenItsTopicAsksForATokenNow() {
        Grant grant = grant(decide(SampleApi.of("api").topic("/*", null, "None"), RequestCredentials.NONE));

        assertThat(admission.endOf(grant, routes(SampleApi.of("api").version(2)), NOW))
                .contains(new Auth(AuthReason.DENIED));
    }

    /** The last word: no record that is missing comes. */
    private AdmitResult decide(SampleApi api, RequestCredentials credentials) {
        return admission.decide(found(api), credentials, HERE, NOW).last();
    }

    private boolean mayKnow(SampleApi api, RequestCredentials credentials) {
        return admission.mayKnow(found(api), credentials, HERE, NOW);
    }

    private static Found found(SampleApi api) {
        return (Found) routes(api.version(1)).route("/observer/1.0.0/memory", null, Transport.HTTP);
    }

    /** What ends a stream that was admitted before, with the API as it is now. */
    private Optional<ControlEvent> endOf(SampleApi now, long nowMillis) {
        Grant grant = new Grant(
                "api",
                "/*",
                KeyType.PRODUCTION,
                Transport.HTTP,
                HERE.address(),
                new Grant.Application("app", new VerifiedToken.Access("jti-1", "client", LATER, Set.of())));
        return admission.endOf(grant, routes(now.version(2)), nowMillis);
    }

    private void subscribe(SubscriptionState state) {
        table.put(AccessKey.subscription("app", "api"), new Subscription(1, 5, "subscription", "Unlimited", state));
    }

    private static RouteTable routes(ApiRecord api) {
        return RouteTable.of(List.of(ApiRoutes.of(api)));
    }

    private static Grant grant(AdmitResult result) {
        return ((Admitted) result).grant();
    }

    private static RequestCredentials bearer(String token) {
        return headers("Bearer " + token);
    }

    private static RequestCredentials headers(String... authorization) {
        return RequestCredentials.of(List.of(authorization), List.of(), null);
    }
}
