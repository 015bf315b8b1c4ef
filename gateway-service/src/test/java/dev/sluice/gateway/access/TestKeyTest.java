package dev.sluice.gateway.access;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.gateway.SampleApi;
import dev.sluice.gateway.access.AdmitResult.Admitted;
import dev.sluice.gateway.route.ApiRoutes;
import dev.sluice.gateway.route.RouteResult.Found;
import dev.sluice.gateway.route.RouteTable;
import dev.sluice.model.access.AccessKey;
import dev.sluice.model.access.AccessRecord.Revoked;
import dev.sluice.model.api.ApiRecord;
import dev.sluice.model.api.KeyType;
import dev.sluice.model.api.LifecycleState;
import dev.sluice.model.api.Transport;
import dev.sluice.model.control.ControlEvent.Auth;
import dev.sluice.model.control.ControlEvent.AuthReason;
import dev.sluice.model.control.ControlEvent.End;
import dev.sluice.model.control.ControlEvent.EndReason;
import dev.sluice.model.secret.KeyFile;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.EnumSource.Mode;

/** A test key opens its API in any state but RETIRED and BLOCKED, without client or subscription. */
class TestKeyTest {
    private static final TestIssuer ISSUER = TestIssuer.withKey("key-1");
    private static final Caller HERE = new Caller(InetAddress.getLoopbackAddress(), List.of());
    private static final long NOW = 1_800_000_000_000L;
    private static final long LATER = NOW + 3_600_000;

    private static final String PAGE = "https://portal.example";
    private static final Tickets TICKETS =
            Tickets.signedBy(KeyFile.of(List.of("key:" + Base64.getEncoder().encodeToString(new byte[32])), "keys"));

    private final AccessTable table = new AccessTable();
    private final Admission admission = new Admission(table, new JwtVerifier(table, null), TICKETS);

    @BeforeEach
    void onlyTheSigningKeyIsKnown() {
        table.put(AccessKey.signingKey("key-1"), ISSUER.record(1));
    }

    @ParameterizedTest
    @EnumSource(
            value = LifecycleState.class,
            mode = Mode.EXCLUDE,
            names = {"BLOCKED", "RETIRED"})
    void itOpensItsApiAndItsStreamStandsInTheseStates(LifecycleState state) {
        SampleApi api = SampleApi.of("api").in(state).topic("/*", null, "Any", "some-scope");

        Grant grant = ((Admitted) decide(api, key("api", KeyType.PRODUCTION))).grant();

        assertThat(grant.keyType()).isEqualTo(KeyType.PRODUCTION);
        assertThat(grant.expiresAtMillis()).isEqualTo(LATER);
        assertThat(admission.endOf(grant, routes(api.version(2)), NOW)).isEmpty();
    }

    @Test
    void itsStreamEndsWhenTheApiIsBlockedOrRetired() {
        Grant grant = ((Admitted) decide(created(), key("api", KeyType.PRODUCTION))).grant();

        assertThat(admission.endOf(grant, routes(in(LifecycleState.BLOCKED)), NOW))
                .contains(new End(EndReason.BLOCKED));
        assertThat(admission.endOf(grant, routes(in(LifecycleState.RETIRED)), NOW))
                .contains(new End(EndReason.RETIRED));
        assertThat(decide(SampleApi.of("api").in(LifecycleState.BLOCKED), key("api", KeyType.PRODUCTION)))
                .isInstanceOf(AdmitResult.Blocked.class);
    }

    @Test
    void itsStreamEndsWithItAndWhenItIsRevoked() {
        Grant grant = ((Admitted) decide(created(), key("api", KeyType.PRODUCTION))).grant();
        assertThat(admission.endOf(grant, routes(created().version(2)), LATER)).contains(new Auth(AuthReason.EXPIRED));

        table.put(AccessKey.revoked("jti-1"), new Revoked(1, 2, LATER));

        assertThat(admission.endOf(grant, routes(created().version(2)), NOW)).contains(new Auth(AuthReason.REVOKED));
        assertThat(decide(created(), key("api", KeyType.PRODUCTION)))
                .isInstanceOf(AdmitResult.InvalidCredentials.class);
    }

    @Test
    void itIsForOneApiAndForTheEndpointThatItNames() {
        assertThat(decide(created(), key("other", KeyType.PRODUCTION))).isInstanceOf(AdmitResult.Forbidden.class);
        assertThat(decide(created(), key("api", KeyType.SANDBOX))).isInstanceOf(AdmitResult.Forbidden.class);
        assertThat(decide(created().withSandbox(), key("api", KeyType.SANDBOX))).isInstanceOf(Admitted.class);
    }

    @Test
    void eachKindOfTokenIsGoodInItsOwnPlaceAlone() {
        String access = ISSUER.token("client", "jti-2", LATER);

        assertThat(decide(SampleApi.of("api"), inHeader(access))).isInstanceOf(AdmitResult.InvalidCredentials.class);
        assertThat(decide(
                        SampleApi.of("api"), RequestCredentials.of(List.of("Bearer " + text("api")), List.of(), null)))
                .isInstanceOf(AdmitResult.InvalidCredentials.class);
    }

    @Test
    void itDecidesAloneWhereATokenIsShownToo() {
        RequestCredentials both = RequestCredentials.of(List.of("Bearer nonsense"), List.of(text("api")), null);
        RequestCredentials badKey = RequestCredentials.of(List.of(), List.of("nonsense"), null);

        assertThat(decide(created(), both)).isInstanceOf(Admitted.class);
        assertThat(decide(SampleApi.of("api").topic("/*", null, "None"), badKey))
                .isInstanceOf(AdmitResult.InvalidCredentials.class);
        assertThat(decide(
                        SampleApi.of("api"), RequestCredentials.of(List.of(), List.of(text("api"), text("api")), null)))
                .isInstanceOf(AdmitResult.InvalidCredentials.class);
    }

    @Test
    void itsTicketSaysWhatTheContractSays() {
        String[] ticket = ticket(created(), KeyType.SANDBOX).split("\\.");

        assertThat(decoded(ticket[0])).isEqualTo("{\"typ\":\"sluice-test-ticket\",\"kid\":\"key\",\"alg\":\"HS256\"}");
        assertThat(decoded(ticket[1]))
                .isEqualTo("{\"aud\":\"api\",\"jti\":\"jti-1\",\"keytype\":\"S\",\"path\":\"/observer/1.0.0/memory\","
                        + "\"origin\":\"https://portal.example\",\"iat\":1800000000,\"exp\":1800003600}");
    }

    /** Whatever else opens the topic: the key decides alone, and so does its ticket. */
    @ParameterizedTest
    @EnumSource(
            value = LifecycleState.class,
            mode = Mode.EXCLUDE,
            names = {"BLOCKED", "RETIRED"})
    void itsTicketOpensWhatItOpensItself(LifecycleState state) {
        for (String authType : List.of("Any", "None")) {
            SampleApi api = SampleApi.of("api").in(state).withSandbox().topic("/*", null, authType);

            Grant grant = ((Admitted) decide(api, inQuery(ticket(api, KeyType.SANDBOX)))).grant();

            assertThat(grant.keyType()).isEqualTo(KeyType.SANDBOX);
            assertThat(grant.expiresAtMillis()).isEqualTo(LATER);
            assertThat(admission.endOf(grant, routes(api.version(2)), NOW)).isEmpty();
            assertThat(admission.endOf(grant, routes(api.version(2)), LATER)).contains(new Auth(AuthReason.EXPIRED));
        }
    }

    @Test
    void itsTicketIsGoodForItsApiAndAsLongAsItIs() {
        String ticket = ticket(created(), KeyType.PRODUCTION);
        Grant grant = ((Admitted) decide(created(), inQuery(ticket))).grant();
        Found open = found(SampleApi.of("api").topic("/*", null, "None"));

        assertThat(decide(SampleApi.of("other"), inQuery(ticket))).isInstanceOf(AdmitResult.Forbidden.class);
        assertThat(decide(SampleApi.of("api").in(LifecycleState.BLOCKED), inQuery(ticket)))
                .isInstanceOf(AdmitResult.Blocked.class);
        assertThat(admission.decide(open, inQuery(ticket), HERE, LATER))
                .isInstanceOf(AdmitResult.InvalidCredentials.class);
        assertThat(decide(SampleApi.of("api").withoutProduction().withSandbox(), inQuery(ticket)))
                .isInstanceOf(AdmitResult.Forbidden.class);
        table.put(AccessKey.revoked("jti-1"), new Revoked(1, 2, LATER));
        assertThat(decide(created(), inQuery(ticket))).isInstanceOf(AdmitResult.InvalidCredentials.class);
        assertThat(admission.endOf(grant, routes(created().version(2)), NOW)).contains(new Auth(AuthReason.REVOKED));
    }

    @Test
    void itsTicketEndsAfterAnHourWhateverItsOwnEnd() {
        Grant grant = new Grant(
                "api",
                "/*",
                KeyType.PRODUCTION,
                Transport.HTTP,
                HERE.address(),
                new Grant.Tester(new VerifiedToken.Test("jti-1", "api", KeyType.PRODUCTION, LATER * 2)));

        IssuedTicket ticket =
                admission.ticket(found(created()), grant, PAGE, NOW).orElseThrow();

        assertThat(ticket.expiresAtMillis()).isEqualTo(NOW + 3_600_000);
        assertThat(ticket.connectBeforeMillis()).isEqualTo(NOW + 60_000);
    }

    @Test
    void itIsNeverPrinted() {
        assertThat(inHeader(text("api")).toString()).doesNotContain(text("api"));
    }

    private AdmitResult decide(SampleApi api, RequestCredentials credentials) {
        return admission.decide(found(api), credentials, HERE, NOW);
    }

    private String ticket(SampleApi api, KeyType keyType) {
        SampleApi issuing = api.withSandbox();
        Grant grant = ((Admitted) decide(issuing, key("api", keyType))).grant();
        return admission.ticket(found(issuing), grant, PAGE, NOW).orElseThrow().text();
    }

    private static RequestCredentials inQuery(String ticket) {
        return RequestCredentials.of(
                List.of(), List.of(), new RequestCredentials.Ticket(ticket, PAGE, "gateway.example", false));
    }

    private static String decoded(String part) {
        return new String(Base64.getUrlDecoder().decode(part), StandardCharsets.UTF_8);
    }

    private static Found found(SampleApi api) {
        return (Found) routes(api.version(1)).route("/observer/1.0.0/memory", null, Transport.HTTP);
    }

    private static SampleApi created() {
        return SampleApi.of("api").in(LifecycleState.CREATED);
    }

    private static ApiRecord in(LifecycleState state) {
        return SampleApi.of("api").in(state).version(2);
    }

    private static RouteTable routes(ApiRecord api) {
        return RouteTable.of(List.of(ApiRoutes.of(api)));
    }

    private static RequestCredentials key(String apiId, KeyType keyType) {
        return inHeader(ISSUER.sign(TestIssuer.testKey(apiId, keyType, "jti-1", LATER), _ -> {}));
    }

    private static String text(String apiId) {
        return ISSUER.testKey(apiId, "jti-1", LATER);
    }

    private static RequestCredentials inHeader(String key) {
        return RequestCredentials.of(List.of(), List.of(key), null);
    }
}
