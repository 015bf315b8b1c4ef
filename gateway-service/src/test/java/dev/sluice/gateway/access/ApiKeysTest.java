package dev.sluice.gateway.access;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.sluice.gateway.SampleApi;
import dev.sluice.gateway.access.AdmitResult.Admitted;
import dev.sluice.gateway.access.AdmitResult.Forbidden;
import dev.sluice.gateway.access.AdmitResult.InvalidCredentials;
import dev.sluice.gateway.access.AdmitResult.MissingCredentials;
import dev.sluice.gateway.route.ApiRoutes;
import dev.sluice.gateway.route.RouteResult.Found;
import dev.sluice.gateway.route.RouteTable;
import dev.sluice.model.access.AccessKey;
import dev.sluice.model.access.AccessRecord.ApiKey;
import dev.sluice.model.access.AccessRecord.Application;
import dev.sluice.model.access.AccessRecord.Client;
import dev.sluice.model.access.AccessRecord.Subscription;
import dev.sluice.model.access.AccessRecord.SubscriptionState;
import dev.sluice.model.access.ApiKeyText;
import dev.sluice.model.api.ApiAuth;
import dev.sluice.model.api.KeyType;
import dev.sluice.model.api.LifecycleState;
import dev.sluice.model.api.Transport;
import dev.sluice.model.control.ControlEvent;
import dev.sluice.model.control.ControlEvent.Auth;
import dev.sluice.model.control.ControlEvent.AuthReason;
import dev.sluice.model.control.ControlEvent.End;
import dev.sluice.model.control.ControlEvent.EndReason;
import dev.sluice.model.problem.Problem;
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
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.EnumSource.Mode;
import org.junit.jupiter.params.provider.ValueSource;

/** What API keys open, and tickets that are issued for them. */
class ApiKeysTest {
    private static final TestIssuer ISSUER = TestIssuer.withKey("key-1");
    private static final long NOW = 1_800_000_000_000L;
    private static final long HOUR = 3_600_000;
    private static final String PATH = "/observer/1.0.0/memory";
    private static final String KEY = key((byte) 1);
    private static final String HASH = ApiKeyText.hash(KEY);
    private static final String KEY_ID = "6f2c1d0a-8b1e-4c55-9a70-0d3b1f5e7a11";
    private static final String PAGE = "https://app.example.com/";
    private static final ApiAuth KEYS_ONLY = new ApiAuth("Authorization", "X-Key", List.of("api_key"), false);
    private static final ApiAuth TOKENS_ONLY = new ApiAuth("Authorization", "X-Key", List.of("oauth2"), false);

    private final AccessTable table = new AccessTable();
    private final Tickets tickets =
            Tickets.signedBy(KeyFile.of(List.of("a:" + Base64.getEncoder().encodeToString(new byte[32])), "keys"));
    private final Admission admission = new Admission(table, new JwtVerifier(table, null), tickets);

    @BeforeEach
    void anApplicationWithAKeyIsSubscribed() {
        table.put(AccessKey.signingKey("key-1"), ISSUER.record(1));
        application("APPROVED");
        table.put(AccessKey.client("client"), new Client(1, 3, "app", KeyType.PRODUCTION));
        subscribe(SubscriptionState.UNBLOCKED);
        put(null, List.of(), List.of());
    }

    @Test
    void aKeyOpensItsApiWithItsType() {
        Grant grant = grant(decide(SampleApi.of("api"), shown(KEY)));

        assertThat(grant.keyType()).isEqualTo(KeyType.PRODUCTION);
        assertThat(grant.expiresAtMillis()).isEqualTo(Long.MAX_VALUE);
        assertThat(grant.holder()).isEqualTo(new Grant.ApiKey("app", KEY_ID, HASH, Long.MAX_VALUE, List.of()));
        assertThat(decide(SampleApi.of("api").with(KEYS_ONLY), shown(KEY))).isInstanceOf(Admitted.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"nonsense", "slk_live_", "Bearer x", "\u0661"})
    void whatIsNoKeyIsRefusedBeforeItIsLookedUp(String text) {
        assertInvalid(decide(SampleApi.of("api"), shown(text)), "mistyped");
        assertInvalid(decide(SampleApi.of("api"), shown(KEY.substring(0, 57))), "mistyped");
        assertInvalid(decide(SampleApi.of("api"), shown(KEY + text)), "mistyped");
    }

    @Test
    void aKeyThatIsNotKnownOrRevokedOrExpiredIsInvalid() {
        assertInvalid(decide(SampleApi.of("api"), shown(key((byte) 2))), "not known");
        put(NOW, List.of(), List.of());
        assertInvalid(decide(SampleApi.of("api"), shown(KEY)), "not known");
        put(NOW + 1, List.of(), List.of());
        assertThat(grant(decide(SampleApi.of("api"), shown(KEY))).expiresAtMillis())
                .isEqualTo(NOW + 1);
        table.remove(AccessKey.apiKey(HASH));
        assertInvalid(decide(SampleApi.of("api"), shown(KEY)), "not known");
    }

    /** At a gateway that has not read so far: neither a key that was just made nor its ticket is refused for good. */
    @Test
    void aKeyThatMayStillComeIsToldApartAndSoIsItsTicket() {
        RequestCredentials ticket = ticket(issue(SampleApi.of("api"), from("127.0.0.1")), "https://app.example.com");
        table.remove(AccessKey.apiKey(HASH));

        for (RequestCredentials credentials : List.of(shown(KEY), shown(key((byte) 2)), ticket)) {
            AdmitResult first = admission.decide(found(SampleApi.of("api"), PATH), credentials, from("127.0.0.1"), NOW);
            assertThat(first).isInstanceOf(AdmitResult.NotYet.class);
            assertInvalid(first.last(), "not known");
        }
        for (String broken : List.of("nonsense", KEY.substring(1), KEY + '0')) {
            assertThat(admission.decide(found(SampleApi.of("api"), PATH), shown(broken), from("127.0.0.1"), NOW))
                    .isInstanceOf(InvalidCredentials.class);
        }
    }

    @Test
    void aKeyOfAnotherApiIsForbiddenAlsoToASubscriber() {
        table.put(
                AccessKey.subscription("app", "other"),
                new Subscription(1, 5, "subscription", "Unlimited", SubscriptionState.UNBLOCKED));

        assertForbidden(decide(SampleApi.of("other"), shown(KEY)), Problem.FORBIDDEN, "another API");
    }

    @Test
    void itNeedsAnApplicationThatCountsAndASubscriptionThatIsOpen() {
        subscribe(SubscriptionState.BLOCKED);
        assertThat(decide(SampleApi.of("api"), shown(KEY))).isNotInstanceOf(Admitted.class);
        subscribe(SubscriptionState.UNBLOCKED);
        application("INACTIVE");
        assertInvalid(decide(SampleApi.of("api"), shown(KEY)), "not known");
    }

    @Test
    void topicsThatAskForAScopeTakeNoKey() {
        assertForbidden(
                decide(SampleApi.of("api").topic("/*", null, "Any", "read"), shown(KEY)),
                Problem.MISSING_SCOPE,
                "use a token");
    }

    @Test
    void anApiTakesWhatItsSchemesSay() {
        RequestCredentials token = RequestCredentials.of(
                List.of("Bearer " + ISSUER.token("client", "jti-1", NOW + HOUR)), List.of(), null);

        assertInvalid(decide(SampleApi.of("api").with(TOKENS_ONLY), shown(KEY)), "takes no API keys");
        assertInvalid(decide(SampleApi.of("api").with(KEYS_ONLY), token), "takes no tokens");
    }

    @Test
    void aKeyInThePlaceOfATokenIsToldItsHeaderAndNotRepeated() {
        RequestCredentials asToken = RequestCredentials.of(List.of("Bearer " + KEY), List.of(), null);

        for (AdmitResult result : List.of(
                decide(SampleApi.of("api"), asToken), decide(SampleApi.of("api").with(KEYS_ONLY), asToken))) {
            assertInvalid(result, "This is an API key, not a token: send it in the header ");
            assertThat(result.toString()).doesNotContain(KEY.substring(10));
        }
        assertInvalid(decide(SampleApi.of("api"), asToken), " ApiKey, without 'Bearer'.");
        assertInvalid(decide(SampleApi.of("api").with(KEYS_ONLY), asToken), " X-Key, without 'Bearer'.");
        assertInvalid(decide(SampleApi.of("api").with(TOKENS_ONLY), asToken), "takes no API keys");
    }

    @Test
    void aClientWithoutCredentialsIsToldWhichOnesThereAre() {
        assertWanted(SampleApi.of("api"), "Authorization: Bearer <token>, or an API key: ApiKey: <key>.");
        assertWanted(SampleApi.of("api").with(KEYS_ONLY), "Send an API key: X-Key: <key>.");
        assertWanted(SampleApi.of("api").with(TOKENS_ONLY), "Authorization: Bearer <token>.");
    }

    private void assertWanted(SampleApi api, String wanted) {
        assertThat(decide(api, RequestCredentials.NONE))
                .isInstanceOfSatisfying(
                        MissingCredentials.class,
                        told -> assertThat(told.wanted()).endsWith(wanted));
        assertThat(decide(api, shown(" "))).isInstanceOf(MissingCredentials.class);
    }

    @Test
    void aTestKeyThenATokenComesBeforeTheKeyAndTheKeyBeforeATicket() {
        String token = "Bearer " + ISSUER.token("client", "jti-1", NOW + HOUR);
        RequestCredentials.Ticket ticket = new RequestCredentials.Ticket("nonsense", null, null, false);

        assertThat(grant(decide(SampleApi.of("api"), all(List.of(token), List.of(), "nonsense", null)))
                        .holder())
                .isInstanceOf(Grant.Application.class);
        assertThat(decide(SampleApi.of("api"), all(List.of("Bearer nonsense"), List.of(), KEY, null)))
                .isInstanceOf(InvalidCredentials.class);
        assertThat(decide(SampleApi.of("api"), all(List.of(), List.of("nonsense"), KEY, null)))
                .isInstanceOf(InvalidCredentials.class);
        assertThat(decide(SampleApi.of("api"), all(List.of("Basic eDp5"), List.of(), KEY, ticket)))
                .isInstanceOf(Admitted.class);
    }

    @Test
    void twoKeysAreInvalidEvenIfBothAreGood() {
        RequestCredentials two = RequestCredentials.of(List.of(), List.of(), List.of(KEY, KEY), null);

        assertThat(decide(SampleApi.of("api"), two)).isInstanceOf(InvalidCredentials.class);
    }

    @ParameterizedTest
    @CsvSource({
        "192.0.2.7,    true",
        "198.51.100.9, true",
        "198.51.101.9, false",
        "2001:db8::9,  true",
        "2001:db9::9,  false",
        "127.0.0.1,    false"
    })
    void itIsGoodFromThePermittedAddressesAlone(String address, boolean isGood) {
        put(null, List.of("192.0.2.7", "198.51.100.0/24", "2001:db8::/32"), List.of());

        AdmitResult result = decide(SampleApi.of("api"), shown(KEY), from(address));

        if (isGood) {
            assertThat(result).isInstanceOf(Admitted.class);
        } else {
            assertForbidden(result, Problem.FORBIDDEN, "address");
        }
    }

    @Test
    void itIsGoodForThePermittedPagesAlone() {
        put(null, List.of(), List.of("app.example.com", "*.shop.example/*"));
        SampleApi api = SampleApi.of("api");

        for (List<String> pages :
                List.of(List.of(PAGE), List.of("https://a.shop.example/x"), List.of(PAGE, "https://app.example.com"))) {
            assertThat(decide(api, shown(KEY), new Caller(InetAddress.getLoopbackAddress(), pages)))
                    .as("%s", pages)
                    .isInstanceOf(Admitted.class);
        }
        for (List<String> pages : List.of(
                List.<String>of(),
                List.of(""),
                List.of("null"),
                List.of("https://app.example.com.evil.example/"),
                List.of("https://evil.example/?https://app.example.com/"),
                List.of("https://app.example.com@evil.example/"),
                List.of(PAGE, "https://evil.example"),
                List.of("https://evil.example/", "https://app.example.com"),
                List.of(PAGE + ", https://evil.example/"))) {
            assertForbidden(
                    decide(api, shown(KEY), new Caller(InetAddress.getLoopbackAddress(), pages)),
                    Problem.FORBIDDEN,
                    "pages");
        }
    }

    @Test
    void aRuleThatCannotBeReadIsNoRecord() {
        assertThatIllegalArgumentException().isThrownBy(() -> put(null, List.of("localhost"), List.of()));
        assertThatIllegalArgumentException().isThrownBy(() -> put(null, List.of(), List.of("**")));
    }

    @Test
    void aStreamEndsWithItsKeyAndForTheReasonThatItHad() {
        Grant grant = grant(decide(SampleApi.of("api"), shown(KEY)));
        assertThat(endOf(grant, SampleApi.of("api"), NOW)).isEmpty();

        put(NOW + HOUR, List.of(), List.of());
        assertThat(endOf(grant, SampleApi.of("api"), NOW + HOUR - 1)).isEmpty();
        assertThat(endOf(grant, SampleApi.of("api"), NOW + HOUR)).contains(new Auth(AuthReason.EXPIRED));
        put(null, List.of("10.0.0.0/8"), List.of());
        assertThat(endOf(grant, SampleApi.of("api"), NOW)).contains(new Auth(AuthReason.DENIED));
        put(null, List.of("127.0.0.1"), List.of("app.example.com"));
        assertThat(endOf(grant, SampleApi.of("api"), NOW)).contains(new Auth(AuthReason.DENIED));
        put(null, List.of("127.0.0.1"), List.of());
        assertThat(endOf(grant, SampleApi.of("api"), NOW)).isEmpty();
        application("INACTIVE");
        assertThat(endOf(grant, SampleApi.of("api"), NOW)).contains(new Auth(AuthReason.REVOKED));
        application("APPROVED");
        table.remove(AccessKey.apiKey(HASH));
        assertThat(endOf(grant, SampleApi.of("api"), NOW)).contains(new Auth(AuthReason.REVOKED));
    }

    @Test
    void aStreamThatNamedItsPageGoesOnWhileThePageIsPermitted() {
        put(null, List.of(), List.of("*.example.com"));
        Grant grant = grant(
                decide(SampleApi.of("api"), shown(KEY), new Caller(InetAddress.getLoopbackAddress(), List.of(PAGE))));

        put(null, List.of(), List.of("app.example.com"));
        assertThat(endOf(grant, SampleApi.of("api"), NOW)).isEmpty();
        put(null, List.of(), List.of("other.example.com"));
        assertThat(endOf(grant, SampleApi.of("api"), NOW)).contains(new Auth(AuthReason.DENIED));
    }

    /** It was not asked from which page the stream was opened. */
    @Test
    void aRuleOnPagesThatAKeyGetsLaterEndsTheStreamsOfOtherPagesAlone() {
        Grant fitting = grant(
                decide(SampleApi.of("api"), shown(KEY), new Caller(InetAddress.getLoopbackAddress(), List.of(PAGE))));
        Grant other = grant(decide(
                SampleApi.of("api"),
                shown(KEY),
                new Caller(InetAddress.getLoopbackAddress(), List.of(PAGE, "https://evil.example"))));
        Grant program = grant(decide(SampleApi.of("api"), shown(KEY)));

        put(null, List.of(), List.of("app.example.com"));

        assertThat(endOf(fitting, SampleApi.of("api"), NOW)).isEmpty();
        assertThat(endOf(other, SampleApi.of("api"), NOW)).contains(new Auth(AuthReason.DENIED));
        assertThat(endOf(program, SampleApi.of("api"), NOW)).contains(new Auth(AuthReason.DENIED));
    }

    /** A stream may be open for long; what a request says of pages may be as large as its head. */
    @Test
    void aStreamDoesNotKeepMoreThanPagesNeed() {
        Grant grant = grant(decide(
                SampleApi.of("api"),
                shown(KEY),
                new Caller(InetAddress.getLoopbackAddress(), List.of(PAGE, PAGE + "x".repeat(5_000)))));

        assertThat(((Grant.ApiKey) requireNonNull(grant.holder())).pages().toString())
                .hasSizeLessThan(4_200);
        put(null, List.of(), List.of("app.example.com"));
        assertThat(endOf(grant, SampleApi.of("api"), NOW)).contains(new Auth(AuthReason.DENIED));
    }

    @ParameterizedTest
    @EnumSource(value = SubscriptionState.class, mode = Mode.EXCLUDE, names = "UNBLOCKED")
    void aStreamEndsWithItsSubscription(SubscriptionState state) {
        Grant grant = grant(decide(SampleApi.of("api"), shown(KEY)));

        subscribe(state);

        assertThat(endOf(grant, SampleApi.of("api"), NOW)).contains(new Auth(AuthReason.SUBSCRIPTION));
    }

    @Test
    void aStreamEndsWhenItsApiOrTopicTakesItsKeyNoMore() {
        Grant grant = grant(decide(SampleApi.of("api"), shown(KEY)));

        assertThat(endOf(grant, SampleApi.of("api").with(TOKENS_ONLY), NOW)).contains(new Auth(AuthReason.DENIED));
        assertThat(endOf(grant, SampleApi.of("api").topic("/*", null, "Any", "read"), NOW))
                .contains(new Auth(AuthReason.SCOPE));
        assertThat(endOf(grant, SampleApi.of("api").in(LifecycleState.BLOCKED), NOW))
                .contains(new End(EndReason.BLOCKED));
        assertThat(endOf(grant, SampleApi.of("api").in(LifecycleState.CREATED), NOW))
                .contains(new End(EndReason.UNDEPLOYED));
    }

    /** To the letter: gateways of two versions read each other's, and one that knows no keys takes it for no ticket. */
    @Test
    void itsTicketSaysWhatTheContractSays() {
        String[] ticket = issue(SampleApi.of("api"), from("127.0.0.1")).text().split("\\.");

        assertThat(decoded(ticket[0])).isEqualTo("{\"typ\":\"sluice-key-ticket\",\"kid\":\"a\",\"alg\":\"HS256\"}");
        assertThat(decoded(ticket[1]))
                .isEqualTo("{\"aud\":\"api\",\"keytype\":\"P\",\"path\":\"/observer/1.0.0/memory\","
                        + "\"origin\":\"https://app.example.com\",\"sub\":\"app\",\"kh\":\"" + HASH + "\","
                        + "\"iat\":1800000000,\"exp\":1800003600}");
    }

    @Test
    void aTicketLivesForAnHourAndNoLongerThanItsKey() {
        assertThat(issue(SampleApi.of("api"), from("127.0.0.1")).expiresAtMillis())
                .isEqualTo(NOW + HOUR);
        put(NOW + 90_000, List.of(), List.of());
        IssuedTicket ticket = issue(SampleApi.of("api"), from("127.0.0.1"));
        Grant grant = grant(use(ticket, "https://app.example.com", from("127.0.0.1"), NOW));

        assertThat(ticket.expiresAtMillis()).isEqualTo(NOW + 90_000);
        assertThat(grant.expiresAtMillis()).isEqualTo(NOW + 90_000);
        assertThat(endOf(grant, SampleApi.of("api"), NOW + 90_000)).contains(new Auth(AuthReason.EXPIRED));
    }

    @Test
    void aTicketEndsWithItsKeyAndSoDoesItsStream() {
        IssuedTicket ticket = issue(SampleApi.of("api"), from("127.0.0.1"));
        Grant grant = grant(use(ticket, "https://app.example.com", from("127.0.0.1"), NOW));

        subscribe(SubscriptionState.BLOCKED);
        assertThat(use(ticket, "https://app.example.com", from("127.0.0.1"), NOW))
                .isNotInstanceOf(Admitted.class);
        subscribe(SubscriptionState.UNBLOCKED);
        table.remove(AccessKey.apiKey(HASH));

        assertThat(use(ticket, "https://app.example.com", from("127.0.0.1"), NOW))
                .isInstanceOf(InvalidCredentials.class);
        assertThat(endOf(grant, SampleApi.of("api"), NOW)).contains(new Auth(AuthReason.REVOKED));
    }

    @Test
    void aStolenTicketIsForNoOtherAddressPageOrPath() {
        put(null, List.of("192.0.2.7"), List.of("app.example.com"));
        Caller owner = new Caller(InetAddress.ofLiteral("192.0.2.7"), List.of(PAGE, "https://app.example.com"));
        IssuedTicket ticket = issue(SampleApi.of("api"), owner);

        assertThat(use(ticket, "https://app.example.com", owner, NOW)).isInstanceOf(Admitted.class);
        assertForbidden(
                use(
                        ticket,
                        "https://app.example.com",
                        new Caller(InetAddress.ofLiteral("192.0.2.8"), owner.pages()),
                        NOW),
                Problem.FORBIDDEN,
                "address");
        assertForbidden(
                use(ticket, "https://app.example.com", new Caller(owner.address(), List.of()), NOW),
                Problem.FORBIDDEN,
                "pages");
        assertForbidden(use(ticket, "https://evil.example", owner, NOW), Problem.FORBIDDEN, "another origin");
        assertForbidden(
                admission.decide(
                        found(SampleApi.of("api"), "/observer/1.0.0/other"),
                        ticket(ticket, "https://app.example.com"),
                        owner,
                        NOW),
                Problem.FORBIDDEN,
                "another stream");
        assertForbidden(
                admission.decide(
                        found(SampleApi.of("other"), PATH), ticket(ticket, "https://app.example.com"), owner, NOW),
                Problem.FORBIDDEN,
                "another stream");
        assertThat(use(ticket, "https://app.example.com", owner, NOW + 60_001)).isInstanceOf(InvalidCredentials.class);
    }

    @Test
    void aTicketWhoseTypeWasChangedIsNone() {
        String[] parts = issue(SampleApi.of("api"), from("127.0.0.1")).text().split("\\.");
        String head = decoded(parts[0]).replace("sluice-key-ticket", "sluice-ticket");
        String changed = Base64.getUrlEncoder().withoutPadding().encodeToString(head.getBytes(StandardCharsets.UTF_8))
                + '.'
                + parts[1]
                + '.'
                + parts[2];

        AdmitResult result = admission.decide(
                found(SampleApi.of("api"), PATH),
                RequestCredentials.of(List.of(), List.of(), new RequestCredentials.Ticket(changed, null, null, false)),
                from("127.0.0.1"),
                NOW);

        assertThat(result).isInstanceOf(InvalidCredentials.class);
    }

    @Test
    void itIsNeverPrinted() {
        assertThat(shown(KEY).toString()).doesNotContain(KEY);
        assertThat(grant(decide(SampleApi.of("api"), shown(KEY))).toString()).doesNotContain(KEY);
    }

    private static String key(byte value) {
        byte[] random = new byte[ApiKeyText.RANDOM_BYTES];
        Arrays.fill(random, value);
        return ApiKeyText.of(KeyType.PRODUCTION, random);
    }

    private void put(@Nullable Long expiresAt, List<String> addresses, List<String> pages) {
        table.put(
                AccessKey.apiKey(HASH),
                new ApiKey(1, 6, KEY_ID, "api", "app", KeyType.PRODUCTION, expiresAt, addresses, pages));
    }

    private void application(String status) {
        table.put(AccessKey.application("app"), new Application(1, 9, "app", "App", "owner", "Unlimited", status));
    }

    private void subscribe(SubscriptionState state) {
        table.put(AccessKey.subscription("app", "api"), new Subscription(1, 5, "subscription", "Unlimited", state));
    }

    private static RequestCredentials shown(String key) {
        return all(List.of(), List.of(), key, null);
    }

    private static RequestCredentials all(
            List<String> authorization, List<String> testKeys, String key, RequestCredentials.@Nullable Ticket ticket) {
        return RequestCredentials.of(authorization, testKeys, List.of(key), ticket);
    }

    private IssuedTicket issue(SampleApi api, Caller caller) {
        Found found = found(api, PATH);
        Grant grant = grant(admission.decide(found, shown(KEY), caller, NOW));
        return admission.ticket(found, grant, "https://app.example.com", NOW).orElseThrow();
    }

    private AdmitResult use(IssuedTicket ticket, String origin, Caller caller, long now) {
        return admission
                .decide(found(SampleApi.of("api"), PATH), ticket(ticket, origin), caller, now)
                .last();
    }

    private static RequestCredentials ticket(IssuedTicket ticket, String origin) {
        return RequestCredentials.of(
                List.of(), List.of(), new RequestCredentials.Ticket(ticket.text(), origin, "gateway.example", false));
    }

    private AdmitResult decide(SampleApi api, RequestCredentials credentials) {
        return decide(api, credentials, from("127.0.0.1"));
    }

    /** The last word: no record that is missing comes. */
    private AdmitResult decide(SampleApi api, RequestCredentials credentials, Caller caller) {
        return admission.decide(found(api, PATH), credentials, caller, NOW).last();
    }

    private Optional<ControlEvent> endOf(Grant grant, SampleApi api, long now) {
        return admission.endOf(grant, routes(api), now);
    }

    private static Caller from(String address) {
        return new Caller(InetAddress.ofLiteral(address), List.of());
    }

    private static RouteTable routes(SampleApi api) {
        return RouteTable.of(List.of(ApiRoutes.of(api.version(2))));
    }

    private static Found found(SampleApi api, String path) {
        return (Found) routes(api).route(path, null, Transport.HTTP);
    }

    private static Grant grant(AdmitResult result) {
        return ((Admitted) result).grant();
    }

    private static String decoded(String part) {
        return new String(Base64.getUrlDecoder().decode(part), StandardCharsets.UTF_8);
    }

    private static void assertInvalid(AdmitResult result, String why) {
        assertThat(result)
                .isInstanceOfSatisfying(
                        InvalidCredentials.class, told -> assertThat(told.why()).contains(why));
    }

    private static void assertForbidden(AdmitResult result, Problem problem, String why) {
        assertThat(result).isInstanceOfSatisfying(Forbidden.class, told -> {
            assertThat(told.problem()).isEqualTo(problem);
            assertThat(told.why()).contains(why);
        });
    }
}
