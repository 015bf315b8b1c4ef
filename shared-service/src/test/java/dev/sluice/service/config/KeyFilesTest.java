package dev.sluice.service.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KeyFilesTest {
    private static final String SETTING = "sluice.secrets.key-file";

    @TempDir
    private Path directory;

    @Test
    void theFirstKeyIsTheOneInUse() throws Exception {
        String key = Base64.getEncoder().encodeToString(new byte[32]);
        Path file = Files.writeString(directory.resolve("keys"), "new:" + key + "\nold:" + key + "\n");

        assertThat(KeyFiles.read(SETTING, file).first()).isEqualTo("new");
    }

    @Test
    void aFileThatIsMissingOrWrongIsNamedWithItsSettingAndNotShown() throws Exception {
        Path missing = directory.resolve("missing");
        assertThatThrownBy(() -> KeyFiles.read(SETTING, missing))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage(SETTING + " " + missing + " cannot be read");

        Path wrong = Files.writeString(directory.resolve("wrong"), "a:hunter2\n");
        assertThatThrownBy(() -> KeyFiles.read(SETTING, wrong))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining(SETTING + " " + wrong)
                .hasMessageNotContaining("hunter2");
    }
}
