package dev.sluice.publisher.oauth;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class TokenFormTest {
    @Test
    void theFirstOfSeveralValuesCounts() {
        TokenForm form = TokenForm.of(Map.of("scope", List.of("one", "two"), "token", List.of()));

        assertThat(form.get("scope")).isEqualTo("one");
        assertThat(form.get("token")).isNull();
        assertThat(form.text("token")).isEmpty();
    }

    @Test
    void noSecretIsShown() {
        assertThat(TokenForm.of(Map.of("password", List.of("hidden")))).hasToString("TokenForm[password]");
    }
}
