package dev.sluice.publisher.secret;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DerivedKeysTest {
    @TempDir
    Path directory = Path.of("");

    @Test
    void publishersWithOneFileHaveTheSameKeyForAPurposeAndAnotherForAnother() throws IOException {
        DerivedKeys one = with(1);

        assertThat(one.key("a")).hasSize(32).isEqualTo(with(1).key("a")).isNotEqualTo(one.key("b"));
        assertThat(one.key("a")).isNotEqualTo(with(2).key("a"));
    }

    /** So that an upgrade does not end what is under way; computed by another program. */
    @Test
    void theyStayWhatTheyAre() throws IOException {
        assertThat(HexFormat.of().formatHex(with(0).key("portal-state")))
                .isEqualTo("acfd85f407e1f27a13d294c547210b7de7e597d2e52a74d6582534fcf56d5718");
    }

    @Test
    void withoutAFileAProcessHasItsOwn() {
        DerivedKeys own = new DerivedKeys(Optional::empty);

        assertThat(own.key("a")).isEqualTo(own.key("a"));
        assertThat(own.key("a")).isNotEqualTo(new DerivedKeys(Optional::empty).key("a"));
    }

    /** @param filling every byte of the key */
    private DerivedKeys with(int filling) throws IOException {
        byte[] key = new byte[32];
        java.util.Arrays.fill(key, (byte) filling);
        Path file = Files.createTempFile(directory, "keys", "");
        Files.writeString(file, "k:" + Base64.getEncoder().encodeToString(key));
        return new DerivedKeys(() -> Optional.of(file));
    }
}
