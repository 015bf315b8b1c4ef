package dev.sluice.gateway.control;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.model.node.NodeRecord.Failure;
import org.junit.jupiter.api.Test;

class VersionRuleTest {
    private final VersionRule rule = new VersionRule();

    @Test
    void onlyAHigherVersionIsNews() {
        rule.onApplied("a", 5);

        assertThat(rule.isNews("a", 4)).isFalse();
        assertThat(rule.isNews("a", 5)).isFalse();
        assertThat(rule.isNews("a", 6)).isTrue();
        assertThat(rule.isNews("b", 1)).isTrue();
    }

    @Test
    void aRepeatDoesNotBringBackWhatWasDeleted() {
        rule.onApplied("a", 5);
        rule.onDeleted("a", 6);

        assertThat(rule.isNews("a", 5)).isFalse();
        assertThat(rule.isNews("a", 6)).isFalse();
        assertThat(rule.isNews("a", 7)).isTrue();
    }

    @Test
    void aFailedVersionIsNotOvertakenByAnOlderOne() {
        rule.onApplied("a", 5);
        rule.onFailed("a", 7, "too new");

        assertThat(rule.isNews("a", 6)).isFalse();
        assertThat(rule.applied().version()).isEqualTo(7);
        assertThat(rule.applied().failures()).containsExactly(new Failure("a", 7, "too new"));
    }

    @Test
    void aFailureIsForgottenWhenALaterVersionIsAppliedOrDeletesIt() {
        rule.onFailed("a", 7, "too new");
        rule.onFailed("b", 8, "too new");
        rule.onApplied("a", 9);
        rule.onDeleted("b", 10);

        assertThat(rule.applied().failures()).isEmpty();
    }

    @Test
    void whatADeletionWithoutAVersionMeetsIsStillTheHighestVersion() {
        rule.onApplied("a", 5);
        rule.onDeleted("a", 0);

        assertThat(rule.isNews("a", 5)).isFalse();
        assertThat(rule.applied().version()).isEqualTo(5);
    }

    @Test
    void whatIsReportedIsBounded() {
        for (int i = 1; i <= 1_000; i++) {
            rule.onFailed("key-" + i, i, "x".repeat(10_000));
        }

        assertThat(rule.applied().failures()).hasSize(100);
        assertThat(rule.applied().failures().getFirst().reason()).hasSize(200);
    }
}
