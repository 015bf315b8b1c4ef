package dev.sluice.acceptance;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.ContainerPort;
import io.fabric8.kubernetes.api.model.EnvVar;
import io.fabric8.kubernetes.api.model.KeyToPath;
import io.fabric8.kubernetes.api.model.PodTemplateSpec;
import io.fabric8.kubernetes.api.model.Secret;
import io.fabric8.kubernetes.api.model.SecretKeySelector;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.ServicePort;
import io.fabric8.kubernetes.api.model.Volume;
import io.fabric8.kubernetes.api.model.VolumeMount;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The settings, ports and secrets in the manifests of Kubernetes are those of the services and their images. */
class KubernetesSettingsTest {
    private static final Path IMAGES = LocalSystem.home().resolve("deploy/images/Dockerfile");
    private static final Path NETWORK = LocalSystem.home().resolve("docs/operations/network.md");
    private static final String DEV = "overlays/dev";

    @ParameterizedTest
    @ValueSource(strings = {"overlays/dev", "overlays/production", "overlays/gateway-api", "overlays/ingress"})
    void everyVariableIsASettingOfItsService(String overlay) {
        KubernetesSettings settings = new KubernetesSettings(Manifests.of(overlay));
        DocumentedSettings documented = new DocumentedSettings();

        Manifests.MODULES.forEach((service, module) -> assertThat(
                        documented.unknown(module, settings.of(service).keySet()))
                .as(service)
                .isEmpty());
    }

    /** Pages of another place could not be signed in to, or reach no gateway. */
    @ParameterizedTest
    @ValueSource(strings = {"overlays/production", "overlays/gateway-api", "overlays/ingress", "examples/installation"})
    void thePortalIsWherePublishersAndGatewaysSayThatItIs(String overlay) {
        KubernetesSettings settings = new KubernetesSettings(Manifests.of(overlay));
        String origin = requireNonNull(settings.of("publisher").get("SLUICE_PUBLISHER_ORIGINS"));

        assertThat(settings.of("gateway")).containsEntry("SLUICE_GATEWAY_PORTAL_ORIGINS", origin);
        assertThat(settings.of("publisher").get("SLUICE_PUBLISHER_TOKEN_ISSUER"))
                .isEqualTo(origin + "/oauth2/token");
    }

    @Test
    void everyVariableOfKafkaByPasswordsIsASettingOfItsService() throws IOException {
        KubernetesSettings settings = new KubernetesSettings(Manifests.with("base", "components/kafka-scram"));
        DocumentedSettings documented = new DocumentedSettings();

        for (String service : DocumentedRights.SERVICES) {
            assertThat(settings.of(service))
                    .containsEntry("SLUICE_KAFKA_SECURITY_PROTOCOL", "SASL_SSL")
                    .containsEntry("SLUICE_KAFKA_SASL_USERNAME", "sluice-" + service + "-kafka");
            assertThat(documented.unknown(
                            requireNonNull(Manifests.MODULES.get(service)),
                            settings.of(service).keySet()))
                    .isEmpty();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"overlays/dev", "overlays/production"})
    void everyPortIsOneThatTheImageOpens(String overlay) throws IOException {
        Map<String, Set<Integer>> opened = openedByImages();
        String network = Files.readString(NETWORK);

        Manifests.of(overlay).services().forEach((name, pod) -> {
            Set<Integer> ports = Manifests.container(pod).getPorts().stream()
                    .map(ContainerPort::getContainerPort)
                    .collect(Collectors.toCollection(TreeSet::new));
            assertThat(ports).as(name).isEqualTo(opened.get(Manifests.MODULES.get(name)));
            assertThat(ports).allSatisfy(port -> assertThat(network).contains(port.toString()));
        });
    }

    /** {@code EXPOSE} by target. */
    private static Map<String, Set<Integer>> openedByImages() throws IOException {
        Map<String, Set<Integer>> opened = new TreeMap<>();
        Pattern target = Pattern.compile(
                "^FROM runtime AS (\\S+)$(?:.(?!^FROM))*?^EXPOSE ([0-9 ]+)$", Pattern.MULTILINE | Pattern.DOTALL);
        for (MatchResult found :
                target.matcher(Files.readString(IMAGES)).results().toList()) {
            opened.put(
                    found.group(1),
                    Arrays.stream(found.group(2).split(" "))
                            .map(Integer::valueOf)
                            .collect(Collectors.toCollection(TreeSet::new)));
        }
        return opened;
    }

    @ParameterizedTest
    @ValueSource(strings = {"overlays/dev", "overlays/production", "overlays/gateway-api", "overlays/ingress"})
    void aServiceLeadsToAPortOfItsPods(String overlay) {
        Manifests manifests = Manifests.of(overlay);

        for (Service service : manifests.all(Service.class)) {
            PodTemplateSpec pod = manifests.pods().values().stream()
                    .filter(candidate -> candidate
                            .getMetadata()
                            .getLabels()
                            .entrySet()
                            .containsAll(service.getSpec().getSelector().entrySet()))
                    .findFirst()
                    .orElseThrow();
            Map<String, Integer> ports = Manifests.container(pod).getPorts().stream()
                    .collect(Collectors.toMap(ContainerPort::getName, ContainerPort::getContainerPort));
            for (ServicePort port : service.getSpec().getPorts()) {
                assertThat(ports)
                        .as(service.getMetadata().getName())
                        .containsEntry(port.getTargetPort().getStrVal(), port.getPort());
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"overlays/dev", "overlays/production", "overlays/gateway-api", "overlays/ingress"})
    void aChangeOfSettingsReplacesThePods(String overlay) {
        Manifests manifests = Manifests.of(overlay);

        assertThat(manifests.all(ConfigMap.class))
                .extracting(map -> map.getMetadata().getName())
                .isNotEmpty()
                .allMatch(name -> name.matches("sluice-[a-z]+-[a-z0-9]{10}"));
        manifests
                .services()
                .forEach((name, pod) -> Manifests.container(pod)
                        .getEnvFrom()
                        .forEach(source -> manifests.one(
                                ConfigMap.class, source.getConfigMapRef().getName())));
    }

    @ParameterizedTest
    @ValueSource(strings = {"overlays/dev", "overlays/production", "overlays/gateway-api", "overlays/ingress"})
    void secretsAreReferencesAlone(String overlay) {
        Manifests manifests = Manifests.of(overlay);

        assertThat(manifests.all(Secret.class)).isEmpty();
        for (ConfigMap map : manifests.all(ConfigMap.class)) {
            assertThat(map.getData() == null ? Set.of() : map.getData().keySet())
                    .allSatisfy(
                            variable -> assertThat(variable.toString()).doesNotMatch(".*(PASSWORD|SECRET|TOKEN|KEY)"));
        }
        manifests.pods().forEach((name, pod) -> {
            for (EnvVar variable : Manifests.container(pod).getEnv()) {
                if (variable.getName().matches(".*(PASSWORD|SECRET|TOKEN|KEY)")) {
                    assertThat(variable.getValueFrom().getSecretKeyRef())
                            .as(variable.getName())
                            .isNotNull();
                }
            }
            for (Volume volume : pod.getSpec().getVolumes()) {
                if (volume.getSecret() != null) {
                    assertThat(volume.getSecret().getDefaultMode())
                            .as("for user and group alone")
                            .isEqualTo(0440);
                }
            }
            assertThat(Manifests.container(pod).getVolumeMounts())
                    .as("%s: files that the cluster replaces when they change", name)
                    .extracting(VolumeMount::getSubPath)
                    .containsOnlyNulls();
        });
    }

    @Test
    void theSecretsOfTheDevelopmentOverlayAreMadeByItsScript() {
        Manifests manifests = Manifests.of(DEV);
        Assumptions.assumeTrue(
                Manifests.isOnPath("openssl"), "no openssl on the PATH: the script of the secrets is not run");
        String script = Manifests.FOLDER.resolve(DEV).resolve("secrets.sh").toString();
        List<Secret> made = secrets(script);
        Map<String, Set<String>> keys = made.stream()
                .collect(Collectors.toMap(
                        secret -> secret.getMetadata().getName(),
                        secret -> secret.getData().keySet()));

        manifests
                .pods()
                .values()
                .forEach(pod -> used(pod)
                        .forEach((name, wanted) ->
                                assertThat(keys.get(name)).as(name).isNotNull().containsAll(wanted)));
        assertThat(secrets(script)).as("each time others").doesNotContainAnyElementsOf(made);
    }

    private static List<Secret> secrets(String script) {
        return StrictManifests.read(Manifests.output(List.of("bash", script))).stream()
                .map(Secret.class::cast)
                .toList();
    }

    /** The secrets that a pod refers to, with their keys as far as it names them: those of files by the names of the files. */
    private static Map<String, Set<String>> used(PodTemplateSpec pod) {
        Map<String, Set<String>> used = new TreeMap<>();
        Container container = Manifests.container(pod);
        for (EnvVar variable : container.getEnv()) {
            SecretKeySelector key = variable.getValueFrom() == null
                    ? null
                    : variable.getValueFrom().getSecretKeyRef();
            if (key != null) {
                used.computeIfAbsent(key.getName(), _ -> new TreeSet<>()).add(key.getKey());
            }
        }
        for (Volume volume : pod.getSpec().getVolumes()) {
            if (volume.getSecret() != null) {
                Set<String> keys = used.computeIfAbsent(volume.getSecret().getSecretName(), _ -> new TreeSet<>());
                volume.getSecret().getItems().stream().map(KeyToPath::getKey).forEach(keys::add);
                keys.addAll(files(container, volume.getName()));
            }
        }
        return used;
    }

    /** The files of a volume that variables name. */
    private static Set<String> files(Container container, String volume) {
        String folder = container.getVolumeMounts().stream()
                .filter(mount -> mount.getName().equals(volume))
                .findFirst()
                .orElseThrow()
                .getMountPath();
        return container.getEnv().stream()
                .map(EnvVar::getValue)
                .filter(value -> value != null && value.startsWith(folder + '/'))
                .map(value -> value.substring(folder.length() + 1))
                .collect(Collectors.toSet());
    }
}
