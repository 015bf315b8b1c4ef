package dev.sluice.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class UpIT {
    /** Of a line of a log, as configuration.md has them. */
    private static final List<String> KEYS =
            List.of("time", "level", "logger", "thread", "message", "exception", "service", "node");

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
    void aLauncherThatIsKilledLeavesNoProcessBehindAndLogsThatAreJson() throws IOException {
        // Given
        try (LocalSystem system = LocalSystem.own("sluice.log.json=true")) {
            assertLogsAreJsonWithoutSecrets(system);
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

    /** The sample has made tokens, keys and a stream by now. */
    private static void assertLogsAreJsonWithoutSecrets(LocalSystem system) throws IOException {
        List<String> secrets = secrets(system);
        for (String node : List.of("gateway-1", "gateway-2", "relay-1", "publisher-1", "definition-1")) {
            String log = Files.readString(system.data().resolve("logs/" + node + ".log"));
            assertThat(log).as(node).isNotEmpty().doesNotContain(secrets);
            for (String line : log.lines().toList()) {
                JsonNode entry = Rest.JSON.readTree(line);
                assertThat(entry.fieldNames())
                        .toIterable()
                        .as(line)
                        .contains("time", "level", "logger", "thread", "message", "service", "node")
                        .isSubsetOf(KEYS);
                assertThat(entry.get("node").asText()).isEqualTo(node);
                assertThat(OffsetDateTime.parse(entry.get("time").asText())).isNotNull();
            }
        }
    }

    private static List<String> secrets(LocalSystem system) throws IOException {
        List<String> secrets = new ArrayList<>();
        secrets.add(Files.readString(system.data().resolve("postgres/password")).strip());
        for (String file : List.of("tickets.keys", "secrets.keys")) {
            secrets.add(Files.readString(system.data().resolve(file)).strip().replaceFirst(".*:", ""));
        }
        JsonNode sample =
                Rest.JSON.readTree(system.data().resolve("sample.json").toFile());
        secrets.add(sample.get("consumerSecret").asText());
        secrets.add("eyJ"); // how every token of ours begins
        assertThat(secrets).noneMatch(String::isEmpty);
        return secrets;
    }
}
