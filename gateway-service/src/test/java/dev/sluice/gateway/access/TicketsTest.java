package dev.sluice.gateway.access;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.gateway.SampleApi;
import dev.sluice.gateway.access.AdmitResult.Admitted;
import dev.sluice.gateway.access.AdmitResult.Forbidden;
import dev.sluice.gateway.access.AdmitResult.InvalidCredentials;
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
import dev.sluice.model.api.KeyType;
import dev.sluice.model.api.Transport;
import dev.sluice.model.control.ControlEvent.Auth;
import dev.sluice.model.control.ControlEvent.AuthReason;
import dev.sluice.model.secret.KeyFile;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TicketsTest {
    private static final TestIssuer ISSUER = TestIssuer.withKey("key-1");
    private static final Caller HERE = new Caller(InetAddress.getLoopbackAddress(), List.of());
    private static final long NOW = 1_800_000_000_000L;
    private static final long HOUR = 3_600_000;
    private static final String PATH = "/observer/1.0.0/memory";
    private static final String PAGE = "https://app.example.com";
    private static final String HOST = "gateway.example.com:8243";

    private final AccessTable table = new AccessTable();
    private final Tickets tickets = Tickets.signedBy(keys("a", "b"));
    private final Admission admission = new Admission(table, new JwtVerifier(table, null), tickets);

    @BeforeEach
    void anApplicationIsSubscribed() {
        table.put(AccessKey.signingKey("key-1"), ISSUER.record(1));
        table.put(AccessKey.application("app"), new Application(1, 2, "app", "App", "owner", "Unlimited", "APPROVED"));
        table.put(AccessKey.client("client"), new Client(1, 3, "app", KeyType.PRODUCTION));
        subscribe(SubscriptionState.UNBLOCKED);
    }

    @Test
    void itOpensTheStreamThatItWasIssuedForAsItsTokenWould() {
        IssuedTicket ticket = issue(NOW + 2 * HOUR);

        Grant grant = ((Admitted) use(ticket.text(), PATH, NOW)).grant();

        assertThat(grant.keyType()).isEqualTo(KeyType.PRODUCTION);
        assertThat(holder(grant).applicationId()).isEqualTo("app");
        assertThat(holder(grant).token().tokenId()).isEqualTo("jti-1");
        assertThat(ticket.connectBeforeMillis()).isEqualTo(NOW + 60_000);
    }

    /** To the letter: gateways of two versions read each other's. */
    @Test
    void itSaysWhatTheContractSays() {
        String[] ticket = issue(NOW + HOUR, PATH + "?b=2", PAGE).text().split("\\.");

        assertThat(decoded(ticket[0])).isEqualTo("{\"typ\":\"sluice-ticket\",\"kid\":\"a\",\"alg\":\"HS256\"}");
        assertThat(decoded(ticket[1]))
                .isEqualTo("{\"aud\":\"api\",\"jti\":\"jti-1\",\"keytype\":\"P\",\"path\":\"/observer/1.0.0/memory\","
                        + "\"query\":\"b=2\",\"origin\":\"https://app.example.com\",\"sub\":\"app\",\"azp\":\"client\","
                        + "\"scopes\":[],\"iat\":1800000000,\"exp\":1800003600}");
    }

    @ParameterizedTest
    @CsvSource({"1800000, 1800000", "7200000, 3600000", "1500, 1000"})
    void itEndsWithItsTokenAndAfterAnHour(long tokenLife, long ticketLife) {
        IssuedTicket ticket = issue(NOW + tokenLife);

        assertThat(ticket.expiresAtMillis()).isEqualTo(NOW + ticketLife);
        assertThat(use(ticket.text(), PATH, NOW)).isInstanceOf(Admitted.class);
        assertThat(resume(ticket.text(), NOW + ticketLife)).isInstanceOf(InvalidCredentials.class);
        Grant grant = ((Admitted) use(ticket.text(), PATH, NOW)).grant();
        assertThat(admission.endOf(grant, routes(SampleApi.of("api")), NOW + ticketLife))
                .contains(new Auth(AuthReason.EXPIRED));
    }

    @Test
    void afterAMinuteItOnlyResumes() {
        String ticket = issue(NOW + 2 * HOUR).text();

        assertThat(use(ticket, PATH, NOW + 60_000)).isInstanceOf(Admitted.class);
        assertThat(use(ticket, PATH, NOW + 60_001)).isInstanceOf(InvalidCredentials.class);
        assertThat(resume(ticket, NOW + 60_001)).isInstanceOf(Admitted.class);
    }

    @Test
    void itIsForOneStreamWhateverItsSpelling() {
        String ticket = issue(NOW + HOUR, PATH + "?b=2&a=1", null).text();

        assertThat(use(ticket, "/observer/1.0.0/%6demory?a=1&since=earliest&b=2&ticket=x", NOW))
                .isInstanceOf(Admitted.class);
        assertThat(use(ticket, PATH + "?a=1", NOW)).isInstanceOf(Forbidden.class);
        assertThat(use(ticket, "/observer/1.0.0/other?a=1&b=2", NOW)).isInstanceOf(Forbidden.class);
        SampleApi other = SampleApi.of("other");
        assertThat(decide(other, PATH + "?a=1&b=2", shown(ticket, null, HOST, false), NOW))
                .isInstanceOf(Forbidden.class);
    }

    @ParameterizedTest
    @CsvSource({
        PAGE + "," + PAGE + ", true",
        PAGE + ", https://evil.example, false",
        PAGE + ", , false",
        PAGE + ", null, false",
        "https://" + HOST + ", , true",
        "https://" + HOST + ", https://" + HOST + ", true",
        ", , true",
        ", " + PAGE + ", false",
    })
    void itIsForPagesOfItsOrigin(@Nullable String issuedFor, @Nullable String usedBy, boolean good) {
        String ticket = issue(NOW + HOUR, PATH, issuedFor).text();

        AdmitResult result = decide(SampleApi.of("api"), PATH, shown(ticket, usedBy, HOST, false), NOW);

        assertThat(result).isInstanceOf(good ? Admitted.class : Forbidden.class);
    }

    @Test
    void whatEndsItsTokenEndsItAndItsStream() {
        String ticket = issue(NOW + HOUR).text();
        Grant grant = ((Admitted) use(ticket, PATH, NOW)).grant();

        subscribe(SubscriptionState.BLOCKED);
        assertThat(use(ticket, PATH, NOW)).isInstanceOf(AdmitResult.SubscriptionClosed.class);
        assertThat(admission.endOf(grant, routes(SampleApi.of("api")), NOW))
                .contains(new Auth(AuthReason.SUBSCRIPTION));
        subscribe(SubscriptionState.UNBLOCKED);
        table.put(AccessKey.revoked("jti-1"), new Revoked(1, 9, NOW + HOUR));
        assertThat(use(ticket, PATH, NOW)).isInstanceOf(InvalidCredentials.class);
        assertThat(admission.endOf(grant, routes(SampleApi.of("api")), NOW)).contains(new Auth(AuthReason.REVOKED));
    }

    @Test
    void anApiThatTakesNoTokensAnyMoreTakesNoTicketsOfThemAndEndsTheirStreams() {
        String ticket = issue(NOW + HOUR).text();
        Grant grant = ((Admitted) use(ticket, PATH, NOW)).grant();
        SampleApi keysOnly =
                SampleApi.of("api").with(new ApiAuth("Authorization", "ApiKey", List.of("api_key"), false));

        assertThat(decide(keysOnly, PATH, shown(ticket, null, HOST, false), NOW))
                .isInstanceOf(InvalidCredentials.class);
        assertThat(admission.endOf(grant, routes(keysOnly), NOW)).contains(new Auth(AuthReason.DENIED));
        SampleApi open = keysOnly.topic("/*", null, "None");
        assertThat(decide(open, PATH, shown(ticket, null, HOST, false), NOW)).isInstanceOf(Admitted.class);
        assertThat(admission.endOf(grant, routes(open), NOW)).isEmpty();
    }

    @Test
    void aClientThatIsAnotherApplicationsNowOrOfAnotherTypeMakesItInvalid() {
        String ticket = issue(NOW + HOUR).text();

        table.put(AccessKey.client("client"), new Client(1, 8, "app", KeyType.SANDBOX));

        assertThat(decide(SampleApi.of("api").withSandbox(), PATH, shown(ticket, null, HOST, false), NOW))
                .isInstanceOf(InvalidCredentials.class);
    }

    @Test
    void everyKeyOfTheFileVerifiesAndTheFirstSigns() {
        Tickets rotated = Tickets.signedBy(keys("c", "a"));
        Admission other = new Admission(table, new JwtVerifier(table, null), rotated);
        Admission stranger = new Admission(table, new JwtVerifier(table, null), Tickets.signedBy(keys("z")));
        RequestCredentials ticket = shown(issue(NOW + HOUR).text(), null, HOST, false);

        assertThat(other.decide(found(SampleApi.of("api"), PATH), ticket, HERE, NOW))
                .isInstanceOf(Admitted.class);
        assertThat(stranger.decide(found(SampleApi.of("api"), PATH), ticket, HERE, NOW))
                .isInstanceOf(InvalidCredentials.class);
    }

    @Test
    void withoutKeysThereAreNone() {
        Admission off = new Admission(table, new JwtVerifier(table, null), Tickets.off());

        AdmitResult result = off.decide(
                found(SampleApi.of("api"), PATH), shown(issue(NOW + HOUR).text(), null, HOST, false), HERE, NOW);

        assertThat(result).isEqualTo(new InvalidCredentials("This gateway takes no stream tickets."));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", ".", "a.b.c", "e30.e30.", "eyJhbGciOiJub25lIn0.e30."})
    void whatIsNoTicketIsRefused(String text) {
        assertThat(use(text, PATH, NOW)).isInstanceOf(InvalidCredentials.class);
    }

    @Test
    void anAccessTokenIsNoTicketATicketNoTokenAndAChangedOneNothing() {
        String ticket = issue(NOW + HOUR).text();
        String[] parts = ticket.split("\\.");
        String payload = decoded(parts[1]);
        String changed = Base64.getUrlEncoder()
                .withoutPadding()
                .encodeToString(payload.replace("memory", "secret").getBytes(StandardCharsets.UTF_8));

        assertThat(use(ISSUER.token("client", "jti-1", NOW + HOUR), PATH, NOW)).isInstanceOf(InvalidCredentials.class);
        assertThat(decide(
                        SampleApi.of("api"),
                        PATH,
                        RequestCredentials.of(List.of("Bearer " + ticket), List.of(), null),
                        NOW))
                .as("no key of that id signs tokens")
                .isInstanceOf(InvalidCredentials.class);
        assertThat(use(parts[0] + '.' + changed + '.' + parts[2], "/observer/1.0.0/secret", NOW))
                .isInstanceOf(InvalidCredentials.class);
    }

    @Test
    void itCarriesTheScopesThatItsTopicAsksFor() {
        SampleApi api = SampleApi.of("api").topic("/*", null, "Any", "read", "write");
        var claims = TestIssuer.claims("client", "jti-1", NOW + HOUR);
        claims.setStringClaim("scope", "other read");
        RequestCredentials token =
                RequestCredentials.of(List.of("Bearer " + ISSUER.sign(claims, _ -> {})), List.of(), null);
        Found found = found(api, PATH);
        Grant byToken = ((Admitted) admission.decide(found, token, HERE, NOW)).grant();

        String ticket =
                admission.ticket(found, byToken, null, NOW).orElseThrow().text();

        Grant byTicket = ((Admitted) decide(api, PATH, shown(ticket, null, HOST, false), NOW)).grant();
        assertThat(holder(byTicket).token().scopes()).containsExactly("read");
        assertThat(admission.endOf(byTicket, routes(SampleApi.of("api").topic("/*", null, "Any", "new")), NOW))
                .contains(new Auth(AuthReason.SCOPE));
    }

    @Test
    void anOpenTopicNeedsNone() {
        Found found = found(SampleApi.of("api").topic("/*", null, "None"), PATH);
        Grant open = ((Admitted) admission.decide(found, RequestCredentials.NONE, HERE, NOW)).grant();

        assertThat(admission.ticket(found, open, null, NOW)).isEqualTo(Optional.empty());
    }

    @Test
    void itIsNeverPrinted() {
        IssuedTicket ticket = issue(NOW + HOUR);

        assertThat(ticket.toString()).doesNotContain(ticket.text());
        assertThat(shown(ticket.text(), null, HOST, false).toString()).doesNotContain(ticket.text());
    }

    private static String decoded(String part) {
        return new String(Base64.getUrlDecoder().decode(part), StandardCharsets.UTF_8);
    }

    private IssuedTicket issue(long tokenEnd) {
        return issue(tokenEnd, PATH, null);
    }

    private IssuedTicket issue(long tokenEnd, String target, @Nullable String origin) {
        RequestCredentials token =
                RequestCredentials.of(List.of("Bearer " + ISSUER.token("client", "jti-1", tokenEnd)), List.of(), null);
        Found found = found(SampleApi.of("api"), target);
        Grant grant = ((Admitted) admission.decide(found, token, HERE, NOW)).grant();
        return admission.ticket(found, grant, origin, NOW).orElseThrow();
    }

    private AdmitResult use(String ticket, String target, long now) {
        return decide(SampleApi.of("api"), target, shown(ticket, null, HOST, false), now);
    }

    private AdmitResult resume(String ticket, long now) {
        return decide(SampleApi.of("api"), PATH, shown(ticket, null, HOST, true), now);
    }

    private AdmitResult decide(SampleApi api, String target, RequestCredentials credentials, long now) {
        return admission.decide(found(api, target), credentials, HERE, now).last();
    }

    private static Grant.Application holder(Grant grant) {
        return (Grant.Application) requireNonNull(grant.holder());
    }

    private static RequestCredentials shown(String ticket, @Nullable String origin, String host, boolean resumes) {
        return RequestCredentials.of(
                List.of(), List.of(), new RequestCredentials.Ticket(ticket, origin, host, resumes));
    }

    private void subscribe(SubscriptionState state) {
        table.put(AccessKey.subscription("app", "api"), new Subscription(1, 5, "subscription", "Unlimited", state));
    }

    private static RouteTable routes(SampleApi api) {
        return RouteTable.of(List.of(ApiRoutes.of(api.version(2))));
    }

    private static Found found(SampleApi api, String target) {
        int question = target.indexOf('?');
        String path = question < 0 ? target : target.substring(0, question);
        String query = question < 0 ? null : target.substring(question + 1);
        return (Found) routes(api).route(path, query, Transport.HTTP);
    }

    private static KeyFile keys(String... ids) {
        return KeyFile.of(
                Arrays.stream(ids)
                        .map(id -> id
                                + ':'
                                + Base64.getEncoder()
                                        .encodeToString(Arrays.copyOf(id.getBytes(StandardCharsets.UTF_8), 32)))
                        .toList(),
                "keys");
    }
}
