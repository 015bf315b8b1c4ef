package dev.sluice.publisher.audit;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class DifferenceTest {
    @Test
    void onlyWhatDiffersIsKeptFieldByField() {
        Difference difference = Difference.between(
                Map.of("name", "a", "auth", Map.of("header", "X", "ttl", 1), "topics", List.of(1, 2)),
                Map.of("name", "a", "auth", Map.of("header", "Y", "ttl", 1), "topics", List.of(1)));

        assertThat(difference.before()).isEqualTo(Map.of("auth", Map.of("header", "X"), "topics", List.of(1, 2)));
        assertThat(difference.after()).isEqualTo(Map.of("auth", Map.of("header", "Y"), "topics", List.of(1)));
    }

    @Test
    void whatWasNotThereOrIsGoneIsOnOneSideAlone() {
        Difference difference = Difference.between(Map.of("old", 1), Map.of("new", 2));

        assertThat(difference.before()).isEqualTo(Map.of("old", 1));
        assertThat(difference.after()).isEqualTo(Map.of("new", 2));
    }

    @Test
    void equalStatesDifferInNothing() {
        Difference difference = Difference.between(Map.of("a", Map.of("b", 1)), Map.of("a", Map.of("b", 1)));

        assertThat(difference.before()).isEmpty();
        assertThat(difference.after()).isEmpty();
    }
}
