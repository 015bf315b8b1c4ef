package dev.sluice.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a stranger with Docker alone does. */
@Tag("containers")
@EnabledIf(
        value = "dev.sluice.acceptance.ComposeSystem#isHere",
        disabledReason = "no Docker engine with compose answers on this machine")
class ComposeIT {
    private static final Duration SOON = Duration.ofSeconds(20);
    private static final Pattern FIRST_LINES = Pattern.compile("publisher=.*\ngateway=.*\nbackend=.*\nadmin=.*\n");
    private static final Pattern PORT = Pattern.compile("(?<=localhost:)(8243|8280|9443)");

    private static ComposeSystem system;

    @BeforeAll
    static void start() {
        system = ComposeSystem.compressing("zstd").start("sluice-test", "compose.yaml");
    }

    @AfterAll
    static void stop() {
        if (system != null) {
            system.close();
        }
    }

    @Test
    void theSeedShowsACurlThatStreams() {
        ComposeSystem.Sample sample = system.sample();

        try (Stream stream =
                Stream.open(sample.stream().resolve("/"), sample.stream().getPath(), sample.token())) {
            assertThat(stream.nextOfBackend(SOON).data()).contains("\"identifier\":\"ram_222\"");
        }
    }

    @Test
    void theTutorialPrintsWhatItSays(@TempDir Path folder) throws IOException, InterruptedException {
        String readme = Tutorial.readme();
        Matcher docker = FIRST_LINES.matcher(readme.substring(readme.indexOf("### With Docker")));
        assertThat(docker.find()).isTrue();
        String lines = docker.group()
                .replace("docker compose -f deploy", "docker compose -f " + LocalSystem.home() + "/deploy")
                .replace(
                        "docker compose",
                        "COMPOSE_PROJECT_NAME=" + system.environment().get("COMPOSE_PROJECT_NAME") + " docker compose");

        Tutorial.read()
                .assertPrintsWhatItSays(
                        folder,
                        script -> atPorts(FIRST_LINES.matcher(script).replaceFirst(Matcher.quoteReplacement(lines))));
    }

    private String atPorts(String script) {
        return PORT.matcher(script).replaceAll(port -> Integer.toString(system.port(Integer.parseInt(port.group()))));
    }

    @ParameterizedTest
    @ValueSource(strings = {"gateway", "relay", "publisher", "definition"})
    void nothingRunsAsRootOrWritesToItsImage(String service) {
        String container = system.compose("ps", "--quiet", service).strip();
        String shown = ComposeSystem.run(
                List.of(
                        "docker",
                        "inspect",
                        "--format",
                        "{{.Config.User}} {{.HostConfig.ReadonlyRootfs}} {{.HostConfig.CapDrop}}",
                        container),
                Map.of());

        assertThat(shown.strip()).isEqualTo("10001:10001 true [ALL]");
    }

    @Test
    void noSecretIsInALogOrInAnEnvironment() {
        String password = system.compose("run", "--rm", "-T", "init", "admin-password")
                .strip()
                .lines()
                .toList()
                .getLast();

        assertThat(password).hasSizeGreaterThanOrEqualTo(8);
        assertThat(system.compose("logs")).doesNotContain(password);
        assertThat(system.compose("config")).doesNotContain(password);
    }
}
