package dev.sluice.publisher.developer.subscription;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.model.access.AccessRecord.SubscriptionState;
import dev.sluice.model.api.LifecycleState;
import dev.sluice.publisher.api.version.ApiEntity;
import dev.sluice.publisher.api.version.TestApis;
import dev.sluice.publisher.web.problem.PublisherProblem;
import dev.sluice.publisher.web.problem.Refusal;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class SubscriptionRulesTest {
    private static final UUID FIRST = new UUID(0, 1);
    private static final UUID SECOND = new UUID(0, 2);
    private static final UUID THIRD = new UUID(0, 3);
    private static final UUID ONE = new UUID(1, 1);
    private static final UUID OTHER = new UUID(1, 2);

    @ParameterizedTest
    @EnumSource
    void newSubscriptionsAreTakenByPublishedApisAndPrototypes(LifecycleState state) {
        ApiEntity api = TestApis.in(state, "policies", List.of("AsyncGold"));
        boolean isTaken = state == LifecycleState.PUBLISHED || state == LifecycleState.PROTOTYPED;

        assertThat(SubscriptionRules.isSubscribable(api)).isEqualTo(isTaken);
        if (isTaken) {
            assertThat(SubscriptionRules.refusal(api, "AsyncGold")).isEmpty();
        } else {
            assertThat(SubscriptionRules.refusal(api, "AsyncGold")).hasValueSatisfying(refused -> {
                assertThat(refused.problem()).isEqualTo(PublisherProblem.API_NOT_SUBSCRIBABLE);
                assertThat(refused.description()).contains(state.name());
            });
        }
    }

    /** Else a developer could begin with a whole quota again and again. */
    @Test
    void aSubscriptionThatIsMadeAgainIsCountedOn() {
        SubscriptionEntity subscription = new SubscriptionEntity(FIRST, ONE, "AsyncGold", false, Instant.EPOCH);

        assertThat(new SubscriptionEntity(FIRST, ONE, "AsyncSilver", true, Instant.EPOCH).id())
                .isEqualTo(subscription.id());
        assertThat(new SubscriptionEntity(FIRST, OTHER, "AsyncGold", false, Instant.EPOCH).id())
                .isNotEqualTo(subscription.id());
        assertThat(new SubscriptionEntity(SECOND, ONE, "AsyncGold", false, Instant.EPOCH).id())
                .isNotEqualTo(subscription.id());
    }

    @Test
    void aPlanHasToBeOffered() {
        ApiEntity api = TestApis.in(LifecycleState.PUBLISHED, "policies", List.of("AsyncGold"));

        assertThat(SubscriptionRules.refusal(api, "Unlimited").map(Refusal::problem))
                .contains(PublisherProblem.PLAN_NOT_OFFERED);
    }

    @Test
    void noSubscriptionIsTakenUnderThePlanThatNeedsNone() {
        String none = "AsyncDefaultSubscriptionless";
        ApiEntity open = TestApis.in(LifecycleState.PUBLISHED, "policies", List.of(none));
        ApiEntity both = TestApis.in(LifecycleState.PUBLISHED, "policies", List.of(none, "AsyncGold"));

        assertThat(SubscriptionRules.isSubscribable(open)).isFalse();
        assertThat(SubscriptionRules.isSubscribable(both)).isTrue();
        assertThat(SubscriptionRules.refusal(both, "AsyncGold")).isEmpty();
        for (ApiEntity api : List.of(open, both)) {
            assertThat(SubscriptionRules.refusal(api, none)).hasValueSatisfying(refused -> {
                assertThat(refused.problem()).isEqualTo(PublisherProblem.PLAN_NOT_OFFERED);
                assertThat(refused.description()).contains("No subscription is needed");
            });
        }
    }

    @Test
    void aThirdPartysIsSubscribedToElsewhere() {
        ApiEntity api = TestApis.ofThirdParty(LifecycleState.PUBLISHED);

        assertThat(SubscriptionRules.isSubscribable(api)).isFalse();
        assertThat(SubscriptionRules.refusal(api, "Unlimited").map(Refusal::problem))
                .contains(PublisherProblem.API_NOT_SUBSCRIBABLE);
    }

    @Test
    void ofAnApplicationThatHasSeveralTheSubscriptionToTheNewestVersionFollows() {
        SubscriptionEntity toSecond = subscription(ONE, SECOND, "AsyncGold");
        SubscriptionEntity toFirst = subscription(ONE, FIRST, "AsyncSilver");
        SubscriptionEntity others = subscription(OTHER, FIRST, "AsyncSilver");

        assertThat(SubscriptionRules.carriedOver(
                        List.of(toSecond, toFirst, others), List.of(), List.of("AsyncGold", "AsyncSilver")))
                .containsExactlyInAnyOrderEntriesOf(java.util.Map.of(ONE, toSecond, OTHER, others));
    }

    @Test
    void aSubscriptionUnderAPlanThatIsNotOfferedAnyMoreDoesNotFollow() {
        SubscriptionEntity gold = subscription(ONE, SECOND, "AsyncGold");
        SubscriptionEntity silver = subscription(ONE, FIRST, "AsyncSilver");

        assertThat(SubscriptionRules.carriedOver(List.of(gold, silver), List.of(), List.of("AsyncSilver")))
                .containsOnlyKeys(ONE)
                .containsValue(silver);
        assertThat(SubscriptionRules.carriedOver(List.of(gold), List.of(), List.of("AsyncSilver")))
                .isEmpty();
    }

    @Test
    void whatTheNewVersionHasAlreadyStays() {
        SubscriptionEntity former = subscription(ONE, FIRST, "AsyncGold");
        SubscriptionEntity present = subscription(ONE, THIRD, "AsyncGold");

        assertThat(SubscriptionRules.carriedOver(List.of(former), List.of(present), List.of("AsyncGold")))
                .isEmpty();
    }

    @Test
    void aSubscriptionKeepsItsPlanAndItsStateWhenItFollows() {
        SubscriptionEntity blocked = subscription(ONE, FIRST, "AsyncGold");
        blocked.setState(SubscriptionState.BLOCKED);

        SubscriptionEntity carried = blocked.carriedTo(THIRD, Instant.EPOCH);

        assertThat(carried.id()).isNotEqualTo(blocked.id());
        assertThat(carried.apiId()).isEqualTo(THIRD);
        assertThat(carried.applicationId()).isEqualTo(ONE);
        assertThat(carried.plan()).isEqualTo("AsyncGold");
        assertThat(carried.state()).isEqualTo(SubscriptionState.BLOCKED);
    }

    private static SubscriptionEntity subscription(UUID application, UUID api, String plan) {
        return new SubscriptionEntity(application, api, plan, false, Instant.EPOCH);
    }
}
