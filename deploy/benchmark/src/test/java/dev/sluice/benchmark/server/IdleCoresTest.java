package dev.sluice.benchmark.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class IdleCoresTest {
    @TempDir
    Path system;

    @Test
    void aGuestWaitsBeforeItHalts() throws IOException {
        write("devices/system/cpu/cpuidle/current_governor_ro", "haltpoll\n");
        write("module/haltpoll/parameters/guest_halt_poll_ns", "200000\n");

        assertThat(IdleCores.describe(system)).isEqualTo("idle cores: governor haltpoll, guest_halt_poll_ns 200000");
    }

    @Test
    void aMachineThatIsNoGuestHasNoSuchSetting() throws IOException {
        write("devices/system/cpu/cpuidle/current_governor_ro", "menu\n");

        assertThat(IdleCores.describe(system)).isEqualTo("idle cores: governor menu");
    }

    @Test
    void aSystemMayTellNothing() throws IOException {
        assertThat(IdleCores.describe(system)).isEqualTo("idle cores: governor unknown");
    }

    private void write(String file, String text) throws IOException {
        Path path = system.resolve(file);
        Files.createDirectories(path.getParent());
        Files.writeString(path, text);
    }
}
