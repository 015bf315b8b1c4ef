package dev.sluice.gateway.access;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.gateway.SampleApi;
import dev.sluice.gateway.access.AdmitResult.Admitted;
import dev.sluice.gateway.access.AdmitResult.Denied;
import dev.sluice.gateway.route.ApiRoutes;
import dev.sluice.gateway.route.RouteResult.Found;
import dev.sluice.gateway.route.RouteTable;
import dev.sluice.model.access.AccessKey;
import dev.sluice.model.access.AccessRecord.Application;
import dev.sluice.model.access.AccessRecord.Client;
import dev.sluice.model.access.AccessRecord.Deny;
import dev.sluice.model.access.AccessRecord.DenyType;
import dev.sluice.model.access.AccessRecord.Subscription;
import dev.sluice.model.access.AccessRecord.SubscriptionState;
import dev.sluice.model.api.KeyType;
import dev.sluice.model.api.LifecycleState;
import dev.sluice.model.api.Transport;
import dev.sluice.model.control.ControlEvent;
import dev.sluice.model.control.ControlEvent.Auth;
import dev.sluice.model.control.ControlEvent.AuthReason;
import dev.sluice.model.control.ControlEvent.End;
import dev.sluice.model.control.ControlEvent.EndReason;
import java.net.InetAddress;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What deny rules keep out that credentials would open, and what they end. */
class DenialTest {
    private static final TestIssuer ISSUER = TestIssuer.withKey("key-1");
    private static final long NOW = 1_800_000_000_000L;
    private static final long LATER = NOW + 3_600_000;
    private static final Caller CLIENT = caller("203.0.113.7");
    private static final RequestCredentials TOKEN =
            credentials("Bearer " + ISSUER.token("client", "jti-1", LATER), null);

    private final AccessTable table = new AccessTable();
    private final Admission admission = new Admission(table, new JwtVerifier(table, null), Tickets.off());

    @BeforeEach
    void anApplicationOfJoeIsSubscribed() {
        table.put(AccessKey.signingKey("key-1"), ISSUER.record(1));
        table.put(AccessKey.application("app"), new Application(1, 2, "app", "App", "joe", "Unlimited", "APPROVED"));
        table.put(AccessKey.client("client"), new Client(1, 3, "app", KeyType.PRODUCTION));
        table.put(
                AccessKey.subscription("app", "api"),
                new Subscription(1, 5, "subscription", "Unlimited", SubscriptionState.UNBLOCKED));
    }

    @ParameterizedTest
    @CsvSource({
        "API, /observer/1.0.0, /other/1.0.0",
        "APPLICATION, app, other",
        "USER, joe, jo",
        "IP, 203.0.113.7, 203.0.113.8",
        "IP_RANGE, 203.0.113.0/24, 203.0.112.0/24"
    })
    void aRuleDeniesNewStreamsAndEndsOpenOnesUntilItIsOff(DenyType type, String value, String other) {
        Grant open = grant(decide(SampleApi.of("api"), TOKEN));
        deny("other", type, other);
        assertThat(decide(SampleApi.of("api"), TOKEN)).isInstanceOf(Admitted.class);
        assertThat(endOf(SampleApi.of("api"), open)).isEmpty();

        deny("this", type, value);
        assertThat(decide(SampleApi.of("api"), TOKEN)).isInstanceOf(Denied.class);
        assertThat(endOf(SampleApi.of("api"), open)).contains(new Auth(AuthReason.DENIED));

        table.remove(AccessKey.deny("this"));
        assertThat(decide(SampleApi.of("api"), TOKEN)).isInstanceOf(Admitted.class);
        assertThat(endOf(SampleApi.of("api"), open)).isEmpty();
    }

    @Test
    void badCredentialsAreRefusedAsSuchAndABlockedApiIsNotShownToTheDenied() {
        deny("this", DenyType.IP, "203.0.113.7");

        assertThat(decide(SampleApi.of("api"), RequestCredentials.NONE))
                .isInstanceOf(AdmitResult.MissingCredentials.class);
        assertThat(decide(SampleApi.of("other"), TOKEN)).isInstanceOf(AdmitResult.Forbidden.class);
        assertThat(decide(SampleApi.of("api").in(LifecycleState.BLOCKED), TOKEN))
                .isInstanceOf(Denied.class);
        assertThat(admission.mayKnow(found(SampleApi.of("api")), TOKEN, CLIENT, NOW))
                .isFalse();
    }

    @Test
    void anOpenTopicAndATestKeyAreDeniedByApiAndAddressAlone() {
        SampleApi open = SampleApi.of("api").topic("/*", null, "None");
        RequestCredentials testKey = credentials(null, ISSUER.testKey("api", "jti-9", LATER));
        deny("owner", DenyType.USER, "joe");
        assertThat(decide(open, RequestCredentials.NONE)).isInstanceOf(Admitted.class);
        assertThat(decide(SampleApi.of("api"), testKey)).isInstanceOf(Admitted.class);

        deny("address", DenyType.IP, "203.0.113.7");
        assertThat(decide(open, RequestCredentials.NONE)).isInstanceOf(Denied.class);
        assertThat(decide(SampleApi.of("api"), testKey)).isInstanceOf(Denied.class);
        table.remove(AccessKey.deny("address"));

        deny("api", DenyType.API, "/observer/1.0.0");
        assertThat(decide(open, RequestCredentials.NONE)).isInstanceOf(Denied.class);
        assertThat(decide(SampleApi.of("api"), testKey)).isInstanceOf(Denied.class);
    }

    @Test
    void anInvertedRuleLetsInItsAddressesAlone() {
        table.put(AccessKey.deny("only"), new Deny(1, 9, DenyType.IP_RANGE, "203.0.113.0/24", true));

        assertThat(decide(SampleApi.of("api"), TOKEN)).isInstanceOf(Admitted.class);
        assertThat(admission.decide(found(SampleApi.of("api")), TOKEN, caller("203.0.114.1"), NOW))
                .isInstanceOf(Denied.class);
    }

    @Test
    void anotherEndOfAStreamIsToldBeforeTheRule() {
        Grant open = grant(decide(SampleApi.of("api"), TOKEN));
        deny("this", DenyType.IP, "203.0.113.7");

        assertThat(endOf(SampleApi.of("api").in(LifecycleState.BLOCKED), open)).contains(new End(EndReason.BLOCKED));
        table.remove(AccessKey.subscription("app", "api"));
        assertThat(endOf(SampleApi.of("api"), open)).contains(new Auth(AuthReason.SUBSCRIPTION));
    }

    @Test
    void anOwnerWhoTakesOverAnApplicationIsLookedAtFromThenOn() {
        deny("this", DenyType.USER, "ann");
        Grant open = grant(decide(SampleApi.of("api"), TOKEN));

        table.put(AccessKey.application("app"), new Application(1, 9, "app", "App", "ann", "Unlimited", "APPROVED"));

        assertThat(endOf(SampleApi.of("api"), open)).contains(new Auth(AuthReason.DENIED));
    }

    private static Caller caller(String address) {
        return new Caller(InetAddress.ofLiteral(address), List.of());
    }

    private void deny(String id, DenyType type, String value) {
        table.put(AccessKey.deny(id), new Deny(1, 9, type, value, false));
    }

    /** The last word: no record that is missing comes. */
    private AdmitResult decide(SampleApi api, RequestCredentials credentials) {
        return admission.decide(found(api), credentials, CLIENT, NOW).last();
    }

    private Optional<ControlEvent> endOf(SampleApi now, Grant grant) {
        return admission.endOf(grant, RouteTable.of(List.of(ApiRoutes.of(now.version(2)))), NOW);
    }

    private static Found found(SampleApi api) {
        return (Found) RouteTable.of(List.of(ApiRoutes.of(api.version(1))))
                .route("/observer/1.0.0/memory", null, Transport.HTTP);
    }

    private static Grant grant(AdmitResult result) {
        return ((Admitted) result).grant();
    }

    private static RequestCredentials credentials(@Nullable String authorization, @Nullable String testKey) {
        return RequestCredentials.of(
                authorization == null ? List.of() : List.of(authorization),
                testKey == null ? List.of() : List.of(testKey),
                null);
    }
}
