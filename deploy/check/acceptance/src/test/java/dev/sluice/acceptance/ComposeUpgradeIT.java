package dev.sluice.acceptance;

import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.api.io.TempDir;

/**
 * From the images of an earlier commit to those of this one, a service at a time, and back: with clients attached. The commit
 * is {@code SLUICE_BEFORE} of the environment, or the one before this. The compose files stay the earlier ones.
 */
@Tag("containers")
@EnabledIf(
        value = "dev.sluice.acceptance.ComposeSystem#isHere",
        disabledReason = "no Docker engine with compose answers on this machine")
class ComposeUpgradeIT {
    private static final int CLIENTS = 300;
    private static final String BEFORE = "before";
    private static final List<String> SERVICES =
            List.of("definition", "publisher", "publisher-2", "relay", "relay-2", "gateway", "gateway-2");

    @TempDir
    private static Path source;

    private static ComposeSystem system;

    @BeforeAll
    static void start() {
        String commit = System.getenv().getOrDefault("SLUICE_BEFORE", "HEAD~1");
        String home = LocalSystem.home().toString();
        ComposeSystem.run(
                List.of("bash", "-c", "git -C '" + home + "' archive '" + commit + "' | tar -x -C '" + source + "'"),
                Map.of());
        ComposeSystem.buildImages();
        system = ComposeSystem.compressing("zstd")
                .of(source.resolve("deploy/compose"), BEFORE)
                .start("sluice-upgrade", "compose.yaml", "compose.cluster.yaml");
    }

    @AfterAll
    static void stop() {
        if (system != null) {
            system.close();
        }
    }

    @Test
    void clientsMissAndRepeatNothingWhileEachServiceIsUpgradedAndSetBack() {
        URI balancer = URI.create("http://localhost:" + system.port(8280));
        String path = "/observer/1.0.0/prices/UPGRADE?rate=2";
        try (Crowd crowd = Crowd.of(CLIENTS, balancer, path, system.sample().token())) {
            for (String version : List.of(ComposeSystem.TESTED, BEFORE)) {
                system.takeImagesOf(version);
                for (String service : SERVICES) {
                    system.replace(service);
                    crowd.awaitMore();
                }
            }
            crowd.close();
            crowd.assertNothingMissedOrRepeated();
        }
    }
}
