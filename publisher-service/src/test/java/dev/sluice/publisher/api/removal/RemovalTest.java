package dev.sluice.publisher.api.removal;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.model.api.LifecycleState;
import dev.sluice.publisher.api.version.ApiEntity;
import dev.sluice.publisher.api.version.Subscribers;
import dev.sluice.publisher.api.version.TestApis;
import dev.sluice.publisher.delivery.outbox.OutboxStep;
import dev.sluice.publisher.web.problem.PublisherProblem;
import dev.sluice.publisher.web.problem.Refusal;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class RemovalTest {
    private record FixedSubscribers(boolean some) implements Subscribers {
        @Override
        public boolean hasAny(UUID apiId) {
            return some;
        }

        @Override
        public long count(UUID apiId) {
            return some ? 1 : 0;
        }

        @Override
        public List<OutboxStep> carryOver(List<ApiEntity> older, ApiEntity api) {
            return List.of();
        }

        @Override
        public List<OutboxStep> removeAllOf(UUID apiId) {
            return List.of();
        }
    }

    @ParameterizedTest
    @EnumSource
    void anApiWithSubscriptionsStaysUnlessItIsRetired(LifecycleState state) {
        ApiEntity api = TestApis.in(state);

        assertThat(Removal.refusal(api, new FixedSubscribers(false))).isEmpty();
        if (state == LifecycleState.RETIRED) {
            assertThat(Removal.refusal(api, new FixedSubscribers(true))).isEmpty();
        } else {
            assertThat(Removal.refusal(api, new FixedSubscribers(true)).map(Refusal::problem))
                    .contains(PublisherProblem.API_HAS_SUBSCRIPTIONS);
        }
    }
}
