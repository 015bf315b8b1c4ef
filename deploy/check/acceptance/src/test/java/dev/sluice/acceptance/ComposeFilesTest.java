package dev.sluice.acceptance;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.yaml.snakeyaml.Yaml;

/** The files for Docker Compose say what the services and the documents say; nothing is started. */
class ComposeFilesTest {
    private static final Path FOLDER = LocalSystem.home().resolve("deploy/compose");
    private static final Path OPERATIONS = LocalSystem.home().resolve("docs/operations");
    private static final List<String> NODES = List.of("definition", "publisher", "relay", "gateway");
    private static final Pattern VARIABLE = Pattern.compile("\\$\\{([A-Z_]+):-([^}]*)}");
    /** What a container's name begins with, and the module that it runs. */
    private static final Map<String, String> MODULES = Map.of(
            "definition", "definition-service",
            "publisher", "publisher-service",
            "relay", "event-relay",
            "gateway", "gateway-service");
    /** What compose's own variables and the one-shots' begin with as well. */
    private static final List<String> OF_SETUP = List.of("init", "seed");

    @Test
    void everyVariableIsExplainedWithItsDefault() throws IOException {
        Map<String, String> used = new TreeMap<>();
        for (Path file : composeFiles()) {
            for (MatchResult variable :
                    VARIABLE.matcher(Files.readString(file)).results().toList()) {
                String before = used.put(variable.group(1), variable.group(2));
                assertThat(before).as("%s has one default", variable.group(1)).isIn(null, variable.group(2));
            }
        }
        Map<String, String> explained = Pattern.compile("^#([A-Z_]+)=(.*)$", Pattern.MULTILINE)
                .matcher(Files.readString(FOLDER.resolve(".env.example")))
                .results()
                .collect(Collectors.toMap(line -> line.group(1), line -> line.group(2), (a, _) -> a, TreeMap::new));

        assertThat(explained).isEqualTo(used);
    }

    @Test
    void noVariableIsWithoutDefault() throws IOException {
        for (Path file : composeFiles()) {
            assertThat(Files.readString(file).replaceAll(VARIABLE.pattern(), ""))
                    .as("%s", file)
                    .doesNotContain("${");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"compose.yaml", "compose.cluster.yaml"})
    void everySettingOfAServiceIsOneThatItHas(String file) throws IOException {
        DocumentedSettings settings = new DocumentedSettings();
        services(file)
                .forEach((name, service) -> MODULES.forEach((begin, module) -> {
                    if (name.startsWith(begin)) {
                        assertThat(settings.unknown(module, environment(service).keySet()))
                                .as(name)
                                .isEmpty();
                    }
                }));
    }

    @ParameterizedTest
    @ValueSource(strings = {"compose.yaml", "compose.cluster.yaml", "compose.observability.yaml"})
    void everyPortThatIsOpenedIsAPortOfTheDocuments(String file) throws IOException {
        String network = Files.readString(OPERATIONS.resolve("network.md"));
        services(file).forEach((name, service) -> {
            for (Object published : (List<?>) service.getOrDefault("ports", List.of())) {
                String port = published.toString().replaceAll(".*:", "");
                assertThat(network).as("%s: %s", name, published).contains(port);
                assertThat(published.toString())
                        .as("for this machine alone unless set otherwise")
                        .startsWith("${SLUICE_BIND:-127.0.0.1}:");
            }
        });
    }

    @Test
    void noSecretIsInTheFiles() throws IOException {
        for (Path file : composeFiles()) {
            services(file.getFileName().toString()).forEach((name, service) -> {
                for (Map.Entry<String, Object> variable : environment(service).entrySet()) {
                    if (variable.getKey().matches(".*(PASSWORD|SECRET|TOKEN|KEY)$")) {
                        assertThat(variable.getValue()).as(name).isEqualTo("${" + variable.getKey() + ":-}");
                    }
                }
            });
        }
    }

    @Test
    void aGatewayIsGivenLongerThanItsDrainTakes() throws IOException {
        Map<String, Object> gateway = requireNonNull(services("compose.yaml").get("gateway"));

        // The defaults of sluice.gateway.drain.notice and .window.
        assertThat(seconds(requireNonNull(gateway.get("stop_grace_period")))).isGreaterThanOrEqualTo(5 + 30 + 5);
    }

    @Test
    void ourContainersHaveNoMoreRightsThanTheyNeed() throws IOException {
        services("compose.yaml").forEach((name, service) -> {
            if (String.valueOf(service.get("image")).startsWith("sluice/")) {
                assertThat(service.get("read_only")).as(name).isEqualTo(true);
                assertThat(service.get("cap_drop")).as(name).isEqualTo(List.of("ALL"));
                assertThat(service.get("security_opt")).as(name).isEqualTo(List.of("no-new-privileges:true"));
                assertThat(service.containsKey("mem_limit") || OF_SETUP.contains(name))
                        .as("%s has a bound on its memory", name)
                        .isTrue();
            }
        });
    }

    /** Pages of another place could not be signed in to, or reach no gateway. */
    @Test
    void thePortalIsWherePublisherAndGatewaySayThatItIs() throws IOException {
        Object origins =
                requireNonNull(environment(service("compose.yaml", "publisher")).get("SLUICE_PUBLISHER_ORIGINS"));

        assertThat(environment(service("compose.yaml", "gateway")))
                .containsEntry("SLUICE_GATEWAY_PORTAL_ORIGINS", origins);
    }

    /** One without the other serves no client. */
    @Test
    void theBalancerNamesItsClientsToTheGatewaysAndTheseAskForItFromItsNetwork() throws IOException {
        String file = "compose.cluster.yaml";
        String subnet = "${SLUICE_EDGE_SUBNET:-172.30.251.0/24}";

        assertThat(section(file, "networks"))
                .containsEntry("edge", Map.of("ipam", Map.of("config", List.of(Map.of("subnet", subnet)))));
        assertThat(service(file, "haproxy")).containsEntry("networks", List.of("edge"));
        for (String gateway : List.of("gateway", "gateway-2")) {
            assertThat(environment(service(file, gateway)))
                    .as(gateway)
                    .containsEntry("SLUICE_GATEWAY_HTTP_PROXY_PROTOCOL_FROM", subnet);
        }
        assertThat(environment(service(file, "seed")))
                .as("it is on that network, too")
                .containsEntry("SLUICE_GATEWAY", "http://haproxy:8280");
        assertThat(Files.readAllLines(FOLDER.resolve("haproxy.cfg")).stream()
                        .map(String::strip)
                        .filter(line -> line.startsWith("server gateway-")))
                .hasSize(4)
                .allMatch(line -> line.contains(" send-proxy-v2 "));
    }

    @Test
    void prometheusAndGrafanaGetOurFilesAndGrafanaHasNoUser() throws IOException {
        Map<String, Map<String, Object>> services = services("compose.observability.yaml");
        for (String name : List.of("prometheus", "grafana")) {
            Map<String, Object> service = requireNonNull(services.get(name));
            assertThat(String.valueOf(service.get("image"))).as("a pinned tag").matches(".*:-[^:]+:v?[0-9.]+}");
            assertThat(service.get("read_only")).as(name).isEqualTo(true);
            for (Object volume : (List<?>) requireNonNull(service.get("volumes"))) {
                String source = volume.toString().replaceFirst(":.*", "");
                assertThat(source.startsWith("..") ? FOLDER.resolve(source) : FOLDER)
                        .as("%s: %s", name, volume)
                        .exists();
            }
        }
        assertThat(environment(requireNonNull(services.get("grafana"))))
                .containsEntry("GF_AUTH_ANONYMOUS_ORG_ROLE", "Viewer")
                .containsEntry("GF_SECURITY_DISABLE_INITIAL_ADMIN_CREATION", "true");
    }

    @Test
    void prometheusAsksEveryNodeOfTheClusterAtItsManagementPort() throws IOException {
        String network = Files.readString(OPERATIONS.resolve("network.md"));
        Map<String, Object> configuration =
                new Yaml().load(Files.readString(ObservabilityFiles.FOLDER.resolve("prometheus/prometheus.yaml")));
        Set<String> asked = new TreeSet<>();
        for (Object job : (List<?>) requireNonNull(configuration.get("scrape_configs"))) {
            Map<?, ?> found =
                    (Map<?, ?>) ((List<?>) requireNonNull(((Map<?, ?>) job).get("dns_sd_configs"))).getFirst();
            ((List<?>) requireNonNull(found.get("names"))).forEach(name -> asked.add(name.toString()));
            assertThat(network).contains("| " + found.get("port") + " |");
        }
        Set<String> nodes = new TreeSet<>();
        for (String file : List.of("compose.yaml", "compose.cluster.yaml")) {
            services(file).keySet().stream()
                    .filter(name -> NODES.contains(name.replaceFirst("-2$", "")))
                    .forEach(nodes::add);
        }
        assertThat(asked).isEqualTo(nodes);
    }

    private static int seconds(Object duration) {
        return Integer.parseInt(duration.toString().replaceFirst("s$", ""));
    }

    private static List<Path> composeFiles() throws IOException {
        try (var files = Files.newDirectoryStream(FOLDER, "compose*.yaml")) {
            List<Path> all = new ArrayList<>();
            files.forEach(all::add);
            assertThat(all).isNotEmpty();
            return all;
        }
    }

    private static Map<String, Map<String, Object>> services(String file) throws IOException {
        return section(file, "services");
    }

    private static Map<String, Object> service(String file, String name) throws IOException {
        return requireNonNull(services(file).get(name));
    }

    @SuppressWarnings("unchecked") // the shape of a compose file
    private static Map<String, Map<String, Object>> section(String file, String name) throws IOException {
        String text = Files.readString(FOLDER.resolve(file)).replace("!reset ", "");
        return (Map<String, Map<String, Object>>)
                requireNonNull(new Yaml().<Map<String, Object>>load(text).get(name));
    }

    @SuppressWarnings("unchecked")
    private static Map<String, Object> environment(Map<String, Object> service) {
        return (Map<String, Object>) service.getOrDefault("environment", Map.of());
    }
}
