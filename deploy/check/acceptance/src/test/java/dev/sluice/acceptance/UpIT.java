package dev.sluice.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class UpIT {
    @Test
    void thePrintedCurlShowsLiveEvents() throws Exception {
        // Given
        LocalSystem system = LocalSystem.shared();
        String curl = system.output().stream()
                .filter(line -> line.strip().startsWith("curl "))
                .findFirst()
                .orElseThrow()
                .strip();

        // When
        Process process = new ProcessBuilder("sh", "-c", "exec " + curl).start();
        try (BufferedReader lines = process.inputReader(StandardCharsets.UTF_8)) {
            String event = CompletableFuture.supplyAsync(() -> lines.lines()
                            .filter(line -> line.startsWith("data: {\"heap\""))
                            .findFirst()
                            .orElse("none"))
                    .get(15, TimeUnit.SECONDS);

            // Then
            assertThat(event).contains("\"nonHeap\"").contains("\"ts\"").contains("\"identifier\":\"ram_222\"");
        } finally {
            process.destroy();
        }
    }

    @Test
    void aLauncherThatIsKilledLeavesNoProcessBehind() throws IOException {
        // Given
        try (LocalSystem system = LocalSystem.own()) {
            List<ProcessHandle> all = ProcessHandle.of(system.launcherPid())
                    .orElseThrow()
                    .descendants()
                    .toList();
            assertThat(all).hasSizeGreaterThanOrEqualTo(6);

            // When
            ProcessHandle.of(system.launcherPid()).orElseThrow().destroyForcibly();

            // Then
            await().atMost(Duration.ofSeconds(20))
                    .untilAsserted(() -> assertThat(all)
                            .filteredOn(ProcessHandle::isAlive)
                            .extracting(ProcessHandle::info)
                            .extracting(ProcessHandle.Info::command)
                            .extracting(Optional::toString)
                            .isEmpty());
        }
    }
}
