package dev.sluice.publisher.api.overview;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.model.api.LifecycleState;
import dev.sluice.publisher.api.design.Design.Topics;
import dev.sluice.publisher.api.overview.Overview.Need;
import dev.sluice.publisher.api.overview.Overview.StepName;
import dev.sluice.publisher.api.version.ApiEntity;
import dev.sluice.publisher.api.version.TestApis;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class OverviewTest {
    private static final Overview.Deployed NOWHERE = new Overview.Deployed(false, List.of(), false);

    @Test
    void aThirdPartysApiNeedsNeitherEndpointNorDeploymentNorPlan() {
        Overview overview = Overview.of(TestApis.ofThirdParty(LifecycleState.CREATED), NOWHERE);

        assertThat(overview.steps())
                .containsExactly(
                        new Overview.Step(StepName.DEVELOP, List.of()),
                        new Overview.Step(StepName.PUBLISH, List.of(Need.PUBLICATION)));
        assertThat(overview.next()).contains(StepName.PUBLISH);
    }

    @Test
    void aThirdPartysTopicsAreThoseOfItsDocument() {
        ApiEntity api = TestApis.ofThirdParty(LifecycleState.CREATED);
        api.redesign(api.design().withTopics(new Topics(List.of(), Map.of())));

        Overview overview = Overview.of(api, NOWHERE);

        assertThat(overview.next()).contains(StepName.PUBLISH);
    }

    @Test
    void aPrototypeIsNotPublishedYet() {
        ApiEntity api = TestApis.in(LifecycleState.PROTOTYPED);

        Overview overview = Overview.of(api, new Overview.Deployed(true, List.of(api.design()), true));

        assertThat(overview.next()).contains(StepName.PUBLISH);
        assertThat(overview.hasUndeployedChanges()).isFalse();
    }

    @Test
    void oneDeploymentThatIsOutdatedIsEnough() {
        ApiEntity api = TestApis.in(LifecycleState.PUBLISHED);
        ApiEntity former = TestApis.in(LifecycleState.PUBLISHED, "transport", List.of("http"));

        Overview overview = Overview.of(api, new Overview.Deployed(true, List.of(api.design(), former.design()), true));

        assertThat(overview.hasUndeployedChanges()).isTrue();
        assertThat(overview.next()).isEmpty();
    }
}
