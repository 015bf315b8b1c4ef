package dev.sluice.publisher.developer.subscription;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.model.api.LifecycleState;
import dev.sluice.publisher.api.version.ApiEntity;
import dev.sluice.publisher.api.version.TestApis;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SubscriptionApprovalTest {
    private record FixedApprovalConfig(boolean approval) implements ApprovalConfig {}

    @ParameterizedTest
    @CsvSource({
        "false, ,      false",
        "false, true,  true",
        "false, false, false",
        "true,  ,      true",
        "true,  true,  true",
        "true,  false, false"
    })
    void anApiSaysItElseTheInstallationDoes(boolean usual, @Nullable Boolean ofApi, boolean needed) {
        Map<String, Object> streaming = ofApi == null ? Map.of() : Map.of("subscriptionApproval", ofApi);
        ApiEntity api = TestApis.in(LifecycleState.PUBLISHED, "streaming", streaming);

        assertThat(new SubscriptionApproval(new FixedApprovalConfig(usual)).isNeeded(api))
                .isEqualTo(needed);
    }
}
