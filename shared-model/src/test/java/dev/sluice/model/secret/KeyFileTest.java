package dev.sluice.model.secret;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class KeyFileTest {
    private static final String KEY = Base64.getEncoder().encodeToString(new byte[32]);

    @Test
    void theFirstKeySignsAndEveryKeyIsFound() {
        KeyFile keys = KeyFile.of(List.of("# of this year", "", "new:" + KEY, "old:" + KEY), "keys");

        assertThat(keys.first()).isEqualTo("new");
        assertThat(keys.key("old")).hasSize(32);
        assertThat(keys.key("other")).isNull();
    }

    @ParameterizedTest
    @ValueSource(strings = {"no-colon", "id:c2hvcnQ=", "id with blank:AAAA", "id:", ":AAAA"})
    void aWrongLineIsNamedByItsNumberAndNotShown(String line) {
        assertThatThrownBy(() -> KeyFile.of(List.of("good:" + KEY, line), "the file"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("the file line 2")
                .hasMessageNotContaining(line);
    }

    @Test
    void oneIdNamesOneKeyAndAFileHoldsAtLeastOne() {
        assertThatThrownBy(() -> KeyFile.of(List.of("a:" + KEY, "a:" + KEY), "keys"))
                .hasMessageContaining("line 2");
        assertThatThrownBy(() -> KeyFile.of(List.of("# none"), "keys")).hasMessageContaining("no key");
    }

    @Test
    void noKeyIsEverPrinted() {
        assertThat(KeyFile.of(List.of("a:" + KEY), "keys"))
                .asString()
                .contains("a")
                .doesNotContain(KEY);
    }
}
