package dev.sluice.gateway.access;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.gateway.SampleApi;
import dev.sluice.gateway.quota.PlanCounter;
import dev.sluice.gateway.quota.Plans;
import dev.sluice.model.access.AccessKey;
import dev.sluice.model.access.AccessRecord.Application;
import dev.sluice.model.access.AccessRecord.PlanLevel;
import dev.sluice.model.access.AccessRecord.Subscription;
import dev.sluice.model.access.AccessRecord.SubscriptionState;
import dev.sluice.model.api.ApiAuth;
import dev.sluice.model.api.KeyType;
import dev.sluice.model.api.Transport;
import dev.sluice.model.quota.WindowUnit;
import java.net.InetAddress;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class PlanCountersTest {
    private static final String FREE = "AsyncDefaultSubscriptionless";
    private static final Grant.Application HOLDER =
            new Grant.Application("app", new VerifiedToken.Access("jti", "client", 1, Set.of()));

    private final AccessTable table = new AccessTable();
    private final PlanCounters counters = new PlanCounters(table);
    private final SampleApi api = SampleApi.of("api");

    @BeforeEach
    void plans() {
        table.put(AccessKey.application("app"), new Application(1, 1, "app", "App", "owner", "10PerMin", "APPROVED"));
        table.put(AccessKey.plan(PlanLevel.SUBSCRIPTION, "Gold"), Plans.events(5, WindowUnit.DAY));
        table.put(AccessKey.plan(PlanLevel.SUBSCRIPTION, FREE), Plans.events(7, WindowUnit.DAY));
        table.put(AccessKey.plan(PlanLevel.APPLICATION, "10PerMin"), Plans.events(10, WindowUnit.MINUTE));
    }

    @Test
    void aStreamIsCountedBySubscriptionAndApplication() {
        subscribe("Gold", SubscriptionState.UNBLOCKED);

        assertThat(of(HOLDER, "192.0.2.1"))
                .containsExactly(
                        new PlanCounter("s:subscription", Plans.events(5, WindowUnit.DAY)),
                        new PlanCounter("a:app", Plans.events(10, WindowUnit.MINUTE)));
    }

    @Test
    void aPlanWithoutARecordLimitsNothing() {
        subscribe("Unknown", SubscriptionState.UNBLOCKED);

        assertThat(of(HOLDER, "192.0.2.1")).extracting(PlanCounter::id).containsExactly("a:app");
    }

    @Test
    void withoutASubscriptionThatOpensItThePlanOfTheApiCounts() {
        api.with(new ApiAuth("Authorization", "ApiKey", List.of("oauth2"), false, false, FREE));

        assertThat(of(HOLDER, "192.0.2.1")).extracting(PlanCounter::id).containsExactly("p:app.api", "a:app");
        subscribe("Gold", SubscriptionState.BLOCKED);
        assertThat(of(HOLDER, "192.0.2.1")).extracting(PlanCounter::id).containsExactly("p:app.api", "a:app");
        subscribe("Gold", SubscriptionState.UNBLOCKED);
        assertThat(of(HOLDER, "192.0.2.1")).extracting(PlanCounter::id).containsExactly("s:subscription", "a:app");
    }

    @Test
    void aTestKeyIsNotCounted() {
        subscribe("Gold", SubscriptionState.UNBLOCKED);

        assertThat(of(new Grant.Tester(new VerifiedToken.Test("jti", "api", KeyType.PRODUCTION, 1)), "192.0.2.1"))
                .isEmpty();
    }

    @Test
    void anOpenTopicIsCountedByAddressAndApi() {
        PlanCounter one = of(null, "192.0.2.1").getFirst();

        // printf 'api|192.0.2.1' | sha256sum
        assertThat(one)
                .isEqualTo(new PlanCounter("i:da52e370f2d1abf57d66d397f9ea0aac", Plans.events(7, WindowUnit.DAY)));
        assertThat(of(null, "192.0.2.2")).doesNotContain(one);
        assertThat(of(null, "2001:db8:0:1::1")).isEqualTo(of(null, "2001:db8:0:1:ffff::2"));
        assertThat(of(null, "2001:db8:0:1::1")).isNotEqualTo(of(null, "2001:db8:0:2::1"));
    }

    private void subscribe(String plan, SubscriptionState state) {
        table.put(AccessKey.subscription("app", "api"), new Subscription(1, 2, "subscription", plan, state));
    }

    private List<PlanCounter> of(Grant.@Nullable Holder holder, String address) {
        Grant grant =
                new Grant("api", "/*", KeyType.PRODUCTION, Transport.HTTP, InetAddress.ofLiteral(address), holder);
        return counters.of(grant, api.version(1), List.of());
    }
}
