package dev.sluice.model.access;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.model.api.KeyType;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ApiKeyTextTest {
    private static final byte[] ONES = filled((byte) 1);
    private static final String KEY = ApiKeyText.of(KeyType.PRODUCTION, ONES);

    private static byte[] filled(byte value) {
        byte[] bytes = new byte[ApiKeyText.RANDOM_BYTES];
        Arrays.fill(bytes, value);
        return bytes;
    }

    /** To the letter: keys are in files of those who have them. */
    @Test
    void itHasAPrefixOfItsTypeTheBitsAndACheck() {
        assertThat(KEY).isEqualTo("slk_live_0El6XFXwsUFD8J2vGxsaboW7rZYnQRBP5d9erwRwd290StqW0");
        assertThat(ApiKeyText.of(KeyType.SANDBOX, ONES)).startsWith("slk_test_0El6XFXwsUF");
        assertThat(ApiKeyText.hash(KEY)).matches("[0-9a-f]{64}");
    }

    @ParameterizedTest
    @ValueSource(bytes = {0, 1, 127, -128, -1})
    void allBitsFit(byte value) {
        String key = ApiKeyText.of(KeyType.SANDBOX, filled(value));

        assertThat(key).hasSize(58);
        assertThat(ApiKeyText.isWellFormed(key)).isTrue();
    }

    @Test
    void everyOtherLetterIsSeenAndEveryTwoThatChangePlaces() {
        for (int i = 0; i < KEY.length(); i++) {
            char other = KEY.charAt(i) == 'x' ? 'y' : 'x';
            assertThat(ApiKeyText.isWellFormed(KEY.substring(0, i) + other + KEY.substring(i + 1)))
                    .as("letter %d", i)
                    .isFalse();
            if (i > 0 && KEY.charAt(i - 1) != KEY.charAt(i)) {
                String twisted = KEY.substring(0, i - 1) + KEY.charAt(i) + KEY.charAt(i - 1) + KEY.substring(i + 1);
                assertThat(ApiKeyText.isWellFormed(twisted))
                        .as("letters before %d", i)
                        .isFalse();
            }
        }
    }

    @Test
    void whatIsCutOffOrLongerIsNone() {
        for (int length = 0; length < KEY.length(); length++) {
            assertThat(ApiKeyText.isWellFormed(KEY.substring(0, length))).isFalse();
        }
        assertThat(ApiKeyText.isWellFormed(KEY + "0")).isFalse();
        assertThat(ApiKeyText.isWellFormed(' ' + KEY)).isFalse();
        assertThat(ApiKeyText.isWellFormed(KEY.replace("live", "test"))).isFalse();
        assertThat(ApiKeyText.isWellFormed("\u0661".repeat(58))).isFalse();
    }
}
