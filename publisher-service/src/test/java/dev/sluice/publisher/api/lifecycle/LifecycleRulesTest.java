package dev.sluice.publisher.api.lifecycle;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.model.api.LifecycleState;
import dev.sluice.publisher.api.version.ApiEntity;
import dev.sluice.publisher.api.version.TestApis;
import dev.sluice.publisher.web.problem.PublisherProblem;
import dev.sluice.publisher.web.problem.Refusal;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class LifecycleRulesTest {
    private static final Map<String, LifecycleState> TARGETS = Map.of(
            "Publish", LifecycleState.PUBLISHED,
            "Deploy as a Prototype", LifecycleState.PROTOTYPED,
            "Demote to Created", LifecycleState.CREATED,
            "Block", LifecycleState.BLOCKED,
            "Re-Publish", LifecycleState.PUBLISHED,
            "Deprecate", LifecycleState.DEPRECATED,
            "Retire", LifecycleState.RETIRED);

    private static List<String> movesIn(LifecycleState state) {
        return switch (state) {
            case CREATED -> List.of("Publish", "Deploy as a Prototype");
            case PROTOTYPED -> List.of("Publish", "Deploy as a Prototype", "Demote to Created");
            case PUBLISHED -> List.of("Publish", "Deploy as a Prototype", "Demote to Created", "Block", "Deprecate");
            case BLOCKED -> List.of("Re-Publish", "Deprecate");
            case DEPRECATED -> List.of("Retire");
            case RETIRED -> List.of();
        };
    }

    @Test
    void eachMoveLeadsToItsState() {
        assertThat(Arrays.stream(LifecycleAction.values()).map(LifecycleAction::text))
                .containsExactlyInAnyOrderElementsOf(TARGETS.keySet());
        TARGETS.forEach((text, target) -> assertThat(LifecycleAction.of(text).map(LifecycleAction::target))
                .contains(target));
    }

    @ParameterizedTest
    @EnumSource
    void inEachStateTheseMovesArePossibleAndNoOthers(LifecycleState state) {
        assertThat(LifecycleAction.of(state).stream().map(LifecycleAction::text))
                .isEqualTo(movesIn(state));
        for (LifecycleAction action : LifecycleAction.values()) {
            Optional<Refusal> refusal = LifecycleRules.refusal(TestApis.in(state), action);
            if (movesIn(state).contains(action.text())) {
                assertThat(refusal).as(action.text()).isEmpty();
            } else {
                assertThat(refusal).as(action.text()).hasValueSatisfying(refused -> {
                    assertThat(refused.problem()).isEqualTo(PublisherProblem.ACTION_NOT_ALLOWED);
                    assertThat(refused.description()).contains(state.name());
                    movesIn(state)
                            .forEach(possible ->
                                    assertThat(refused.description()).contains("'" + possible + "'"));
                });
            }
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"PUBLISH", "RE_PUBLISH"})
    void withoutAPlanOrABackendNothingIsPublishedNorPublishedAgain(LifecycleAction action) {
        LifecycleState before = action == LifecycleAction.PUBLISH ? LifecycleState.CREATED : LifecycleState.BLOCKED;

        assertThat(LifecycleRules.refusal(TestApis.in(before, "policies", List.of()), action)
                        .map(Refusal::problem))
                .contains(PublisherProblem.PUBLISH_WITHOUT_PLAN);
        assertThat(LifecycleRules.refusal(TestApis.in(before, "endpointConfig", null), action)
                        .map(Refusal::problem))
                .contains(PublisherProblem.PUBLISH_WITHOUT_ENDPOINT);
    }

    @Test
    void aThirdPartysIsPublishedWithoutEither() {
        assertThat(LifecycleRules.refusal(TestApis.ofThirdParty(LifecycleState.CREATED), LifecycleAction.PUBLISH))
                .isEmpty();
    }

    @Test
    void olderVersionsComeNewestFirstByTheirNumbers() {
        ApiEntity nine = TestApis.in(LifecycleState.CREATED, "version", "9.0.0");
        ApiEntity two = TestApis.in(LifecycleState.PUBLISHED, "version", "2.0.0");
        ApiEntity one = TestApis.in(LifecycleState.PUBLISHED, "version", "1.0.0");
        ApiEntity ten = TestApis.in(LifecycleState.PUBLISHED, "version", "10.0.0");

        assertThat(LifecycleRules.olderVersions(nine, List.of(one, ten, two))).containsExactly(two, one);
    }

    @ParameterizedTest
    @EnumSource
    void anApiIsNewUntilItIsPublished(LifecycleState state) {
        boolean isNew = state == LifecycleState.CREATED || state == LifecycleState.PROTOTYPED;

        assertThat(LifecycleRules.isUnpublished(TestApis.in(state))).isEqualTo(isNew);
    }
}
