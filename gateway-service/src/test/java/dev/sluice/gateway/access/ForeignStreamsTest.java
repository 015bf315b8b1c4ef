package dev.sluice.gateway.access;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.gateway.SampleApi;
import dev.sluice.gateway.access.AdmitResult.Admitted;
import dev.sluice.gateway.access.AdmitResult.InvalidCredentials;
import dev.sluice.gateway.route.ApiRoutes;
import dev.sluice.gateway.route.RouteResult.Found;
import dev.sluice.gateway.route.RouteTable;
import dev.sluice.model.access.AccessKey;
import dev.sluice.model.access.AccessRecord.Application;
import dev.sluice.model.access.AccessRecord.Client;
import dev.sluice.model.access.AccessRecord.Issuer;
import dev.sluice.model.access.AccessRecord.Subscription;
import dev.sluice.model.access.AccessRecord.SubscriptionState;
import dev.sluice.model.api.KeyType;
import dev.sluice.model.api.Transport;
import dev.sluice.model.control.ControlEvent;
import dev.sluice.model.control.ControlEvent.Auth;
import dev.sluice.model.control.ControlEvent.AuthReason;
import dev.sluice.model.secret.KeyFile;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jose4j.jwt.JwtClaims;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What ends streams and tickets that a token of another issuer has opened. */
class ForeignStreamsTest {
    private static final String ISSUER = "https://id.example.com";
    private static final TestIssuer LEAKED = TestIssuer.withKey("key-1");
    private static final TestIssuer OTHER = TestIssuer.withKey("key-2");
    private static final Caller HERE = new Caller(InetAddress.getLoopbackAddress(), List.of());
    private static final long NOW = 1_800_000_000_000L;
    private static final Auth REVOKED = new Auth(AuthReason.REVOKED);

    private final AccessTable table = new AccessTable();
    private final Tickets tickets =
            Tickets.signedBy(KeyFile.of(List.of("a:" + Base64.getEncoder().encodeToString(new byte[32])), "keys"));
    private final Admission admission = new Admission(table, new JwtVerifier(table, null), tickets);
    private final RouteTable routes =
            RouteTable.of(List.of(ApiRoutes.of(SampleApi.of("api").version(1))));
    private final Found found = (Found) routes.route("/observer/1.0.0/memory", null, Transport.HTTP);

    @BeforeEach
    void aClientOfTheIssuerIsSubscribed() {
        table.put(AccessKey.application("app"), new Application(1, 2, "app", "App", "owner", "Unlimited", "APPROVED"));
        table.put(AccessKey.client("corp:client"), new Client(1, 3, "app", KeyType.PRODUCTION));
        table.put(
                AccessKey.subscription("app", "api"),
                new Subscription(1, 5, "subscription", "Unlimited", SubscriptionState.UNBLOCKED));
        put(List.of(LEAKED, OTHER), List.of());
    }

    @Test
    void aKeyThatIsTakenAwayEndsWhatItHasVerifiedAndNothingElse() {
        RequestCredentials token = bearer(LEAKED, "sluice");
        Grant leaked = grant(decide(token));
        RequestCredentials ticket = ticket(leaked);
        Grant byTicket = grant(decide(ticket));
        Grant other = grant(decide(bearer(OTHER, "sluice")));

        put(List.of(OTHER), List.of());

        assertThat(endOf(leaked)).contains(REVOKED);
        assertThat(endOf(byTicket)).contains(REVOKED);
        assertThat(decide(ticket)).isInstanceOf(InvalidCredentials.class);
        assertThat(decide(token)).isInstanceOf(InvalidCredentials.class);
        assertThat(endOf(other)).isEmpty();
        assertThat(decide(ticket(other))).isInstanceOf(Admitted.class);
    }

    @Test
    void anotherKeyOfTheSameNameIsAnotherKey() {
        Grant grant = grant(decide(bearer(LEAKED, "sluice")));
        Map<String, String> renamed = new HashMap<>(ForeignTokensTest.jwk(OTHER.key()));
        renamed.put("kid", "key-1");

        table.put(ForeignTokensTest.key(ISSUER), record(List.of(renamed), List.of(), "azp"));

        assertThat(endOf(grant)).contains(REVOKED);
    }

    @Test
    void audiencesThatAreTightenedEndWhatHasNoneOfThem() {
        Grant ours = grant(decide(bearer(LEAKED, "a", "b", "c", "d", "e", "f", "sluice")));
        Grant others = grant(decide(bearer(LEAKED, "billing", "sluice")));
        put(List.of(LEAKED), List.of("sluice", "billing"));
        ours = grant(decide(bearer(LEAKED, "a", "b", "c", "d", "e", "f", "sluice")));
        RequestCredentials ticketOfOurs = ticket(ours);
        RequestCredentials ticketOfOthers = ticket(grant(decide(bearer(LEAKED, "billing"))));

        put(List.of(LEAKED), List.of("sluice"));

        assertThat(endOf(ours)).isEmpty();
        assertThat(endOf(others)).as("it has both").isEmpty();
        assertThat(decide(ticketOfOurs)).isInstanceOf(Admitted.class);
        assertThat(decide(ticketOfOthers)).isInstanceOf(InvalidCredentials.class);
        put(List.of(LEAKED), List.of("elsewhere"));
        assertThat(endOf(ours)).contains(REVOKED);
    }

    @Test
    void anotherClaimOfTheClientEndsWhatWasReadFromTheFormerOne() {
        Grant grant = grant(decide(bearer(LEAKED, "sluice")));

        table.put(
                ForeignTokensTest.key(ISSUER), record(List.of(ForeignTokensTest.jwk(LEAKED.key())), List.of(), "sub"));

        assertThat(endOf(grant)).contains(REVOKED);
    }

    /** One developer gives a client up, another maps it, before the streams are looked at. */
    @Test
    void aClientThatIsMappedByAnotherApplicationEndsTheStreamsOfTheFormerOne() {
        Grant grant = grant(decide(bearer(LEAKED, "sluice")));

        table.put(AccessKey.client("corp:client"), new Client(1, 8, "app", KeyType.SANDBOX));
        assertThat(endOf(grant)).contains(REVOKED);
        table.put(AccessKey.client("corp:client"), new Client(1, 9, "app", KeyType.PRODUCTION));
        assertThat(endOf(grant)).isEmpty();
        table.put(
                AccessKey.application("app-2"), new Application(1, 2, "app-2", "B", "other", "Unlimited", "APPROVED"));
        table.put(AccessKey.client("corp:client"), new Client(1, 10, "app-2", KeyType.PRODUCTION));
        assertThat(endOf(grant)).contains(REVOKED);
    }

    @Test
    void whatIsAddedEndsNothing() {
        put(List.of(LEAKED), List.of("sluice"));
        Grant grant = grant(decide(bearer(LEAKED, "sluice")));
        Map<String, String> renamed = new HashMap<>(ForeignTokensTest.jwk(LEAKED.key()));
        renamed.put("kid", "another-name");

        table.put(
                ForeignTokensTest.key(ISSUER),
                record(List.of(ForeignTokensTest.jwk(OTHER.key()), renamed), List.of("events", "sluice"), "azp"));

        assertThat(endOf(grant)).isEmpty();
        table.remove(ForeignTokensTest.key(ISSUER));
        assertThat(endOf(grant)).contains(REVOKED);
    }

    /** To the letter: gateways of two versions read each other's. */
    @Test
    void aTicketSaysByWhatItsTokenWasVerified() {
        String payload = new String(
                Base64.getUrlDecoder()
                        .decode(issue(grant(decide(bearer(LEAKED, "sluice")))).split("\\.")[1]),
                StandardCharsets.UTF_8);

        assertThat(payload)
                .matches(
                        "\\{\"aud\":\"api\",\"jti\":\"corp:jti-1\",\"keytype\":\"P\",\"path\":\"/observer/1.0.0/memory\","
                                + "\"sub\":\"app\",\"azp\":\"corp:client\",\"scopes\":\\[],\"proof\":\"[0-9a-f]{32}\","
                                + "\"audiences\":\\[\"sluice\"],\"iat\":1800000000,\"exp\":1800003600}");
    }

    @Test
    void aTicketThatDoesNotSaySoIsNotTaken() {
        Grant.Application unknown = new Grant.Application(
                "app", new VerifiedToken.Access("corp:jti-1", "corp:client", NOW + 3_600_000, Set.of()));
        String ticket = tickets.issue("api", found.target(), KeyType.PRODUCTION, unknown, Set.of(), null, NOW)
                .text();

        assertThat(decide(shown(ticket))).isInstanceOf(InvalidCredentials.class);
    }

    private void put(List<TestIssuer> keys, List<String> audiences) {
        List<Map<String, String>> all = new ArrayList<>();
        keys.forEach(key -> all.add(ForeignTokensTest.jwk(key.key())));
        table.put(ForeignTokensTest.key(ISSUER), record(all, audiences, "azp"));
    }

    private static Issuer record(List<Map<String, String>> keys, List<String> audiences, String consumerKeyClaim) {
        return new Issuer(1, 7, ISSUER, "corp", keys, audiences, consumerKeyClaim, "scope");
    }

    private static RequestCredentials bearer(TestIssuer signer, String... audiences) {
        JwtClaims claims = ForeignTokensTest.claims(ISSUER);
        claims.setAudience(audiences);
        return RequestCredentials.of(List.of("Bearer " + signer.sign(claims, _ -> {})), List.of(), null);
    }

    private AdmitResult decide(RequestCredentials credentials) {
        return admission.decide(found, credentials, HERE, NOW).last();
    }

    private String issue(Grant grant) {
        return admission.ticket(found, grant, null, NOW).orElseThrow().text();
    }

    private RequestCredentials ticket(Grant grant) {
        return shown(issue(grant));
    }

    private static RequestCredentials shown(String ticket) {
        return RequestCredentials.of(List.of(), List.of(), new RequestCredentials.Ticket(ticket, null, null, false));
    }

    private Optional<ControlEvent> endOf(Grant grant) {
        return admission.endOf(grant, routes, NOW);
    }

    private static Grant grant(AdmitResult result) {
        return ((Admitted) result).grant();
    }
}
