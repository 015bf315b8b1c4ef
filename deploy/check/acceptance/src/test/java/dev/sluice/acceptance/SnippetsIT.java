package dev.sluice.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.api.io.TempDir;

/** What the developer portal gives to developers to paste: every program runs, and resumes where it left off. */
@EnabledIf(
        value = "dev.sluice.acceptance.SnippetsIT#canRun",
        disabledReason = "no Chromium, no Node.js 20 or newer, or the portal was not built with it")
class SnippetsIT {
    private static final Duration SOON = Duration.ofSeconds(40);
    /** Whatever else the machine has. */
    private static final String[] ALWAYS = {"curl", "event-source", "fetch", "node", "java"};
    /** The others show a token. */
    private static final Set<String> BY_API_KEY = Set.of("event-source", "node", "python");

    @TempDir
    Path folder;

    static boolean canRun() {
        return Chromium.isHere() && Snippets.areHere();
    }

    @Test
    void eachRunsAtTheGatewaysAndMissesAndRepeatsNothing() throws IOException {
        LocalSystem system = LocalSystem.shared();
        Portal portal = new Portal(system);
        try (Balancer balancer = new Balancer(List.of(system.gateway(1), system.gateway(2)));
                SnippetRun run = new SnippetRun(folder)) {
            Portal.Api api = portal.deployedWith(
                    "snippets", system.backend(), body -> allow(body, run.origin()), "/prices/{symbol}");
            Portal.Application application = portal.application();
            portal.subscribe(application, api);
            String token = portal.token(application);
            JsonNode apiKey = portal.apiKey(application, api);
            String path = api.basePath() + "/prices/" + Portal.freshName("SNP") + "?rate=20";

            run.start(Stream.concat(
                            Snippets.of(balancer.uri(), path, "Authorization", "Bearer " + token).stream()
                                    .filter(snippet -> !BY_API_KEY.contains(snippet.key())),
                            Snippets.of(
                                            balancer.uri(),
                                            path,
                                            "ApiKey",
                                            apiKey.get("apikey").asText())
                                    .stream()
                                    .filter(snippet -> BY_API_KEY.contains(snippet.key())))
                    .toList());
            awaitEach(run, 20);
            balancer.prefer(1);
            balancer.cut();
            awaitEach(run, longest(run) + 20);
            balancer.prefer(0);
            balancer.cut();
            awaitEach(run, longest(run) + 20);
            assertThat(portal.revoke(application, token).status()).isEqualTo(200);
            assertThat(portal.revoke(application, apiKey).status()).isEqualTo(200);
            await().atMost(SOON)
                    .untilAsserted(() -> assertThat(run.running())
                            .as("programs that go on without a right: %s", run.notes())
                            .isEmpty());

            assertThat(run.notes().values()).allMatch(notes -> notes.contains("sluice.auth"));
            run.printed().forEach((key, lines) -> Judgement.assertContiguous(numbers(lines), key));
        }
    }

    @Test
    void eachComesBackWithTheLastWholeEventAndStopsAtTheEnd() throws IOException {
        try (ScriptedGateway gateway = new ScriptedGateway();
                SnippetRun run = new SnippetRun(folder)) {
            // Each has an address of its own.
            run.start(
                    Snippets.of(gateway.uri(), "/CLIENT", "Authorization", "Bearer it's a \"token\" \\ $(id)").stream()
                            .map(snippet -> snippet.with(snippet.code().replace("/CLIENT", '/' + snippet.key())))
                            .toList());

            await().atMost(SOON).untilAsserted(() -> {
                assertThat(run.running()).as("have not ended: %s", run.notes()).isEmpty();
                assertThat(run.printed())
                        .containsKeys(ALWAYS)
                        .allSatisfy((key, lines) ->
                                assertThat(lines).as("%s: %s", key, run.notes()).isEqualTo(ScriptedGateway.EVENTS));
            });
            run.printed()
                    .keySet()
                    .forEach(key -> assertThat(gateway.ids('/' + key)).as(key).isEqualTo(ScriptedGateway.IDS));
        }
    }

    private static void allow(ObjectNode api, String origin) {
        ObjectNode rules = api.putObject("corsConfiguration");
        rules.put("corsConfigurationEnabled", true);
        rules.putArray("accessControlAllowOrigins").add(origin);
        api.putObject("streaming").put("retryMs", 500);
    }

    private static void awaitEach(SnippetRun run, int count) {
        await().atMost(SOON)
                .untilAsserted(() -> assertThat(run.printed())
                        .containsKeys(ALWAYS)
                        .allSatisfy((key, lines) ->
                                assertThat(lines).as("%s: %s", key, run.notes()).hasSizeGreaterThanOrEqualTo(count)));
    }

    private static int longest(SnippetRun run) {
        return run.printed().values().stream().mapToInt(List::size).max().orElseThrow();
    }

    /** Without the last line, which may not be whole yet. */
    private static List<Long> numbers(List<String> lines) {
        return lines.subList(0, lines.size() - 1).stream()
                .map(Judgement::number)
                .toList();
    }
}
