package dev.sluice.publisher.web.problem;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.json.JsonMapper;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ShownTextTest {
    private static final String TURNED = "for \u202etseb";

    @ParameterizedTest
    @ValueSource(strings = {"keyName", "type", "displayName", "consumerKeyClaim", "scopesClaim", "apiOwner"})
    void aLabelHasNoCharacterThatTurnsIt(String field) {
        assertThat(errors(field, TURNED)).containsExactly(field);
        assertThat(errors(field, "two\nlines")).containsExactly(field);
        assertThat(errors(field, "the hall")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"description", "comment", "value"})
    void runningTextMayHaveLinesButNothingThatTurnsIt(String field) {
        assertThat(errors(field, TURNED)).containsExactly(field);
        assertThat(errors(field, "two\nlines")).isEmpty();
    }

    private static List<String> errors(String field, String text) {
        return Fields.of(new JsonMapper().valueToTree(Map.of(field, text))).errors().stream()
                .map(FieldError::field)
                .toList();
    }
}
