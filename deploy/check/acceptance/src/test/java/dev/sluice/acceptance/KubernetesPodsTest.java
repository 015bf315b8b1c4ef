package dev.sluice.acceptance;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.exc.UnrecognizedPropertyException;
import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.PodSpec;
import io.fabric8.kubernetes.api.model.Probe;
import io.fabric8.kubernetes.api.model.ServiceAccount;
import io.fabric8.kubernetes.api.model.TopologySpreadConstraint;
import io.fabric8.kubernetes.api.model.Volume;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.apps.DeploymentSpec;
import io.fabric8.kubernetes.api.model.apps.StatefulSet;
import io.fabric8.kubernetes.api.model.autoscaling.v2.HorizontalPodAutoscaler;
import io.fabric8.kubernetes.api.model.policy.v1.PodDisruptionBudget;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The rules for pods that the manifests of Kubernetes keep, in every overlay; nothing is started. */
class KubernetesPodsTest {
    private static final Path IMAGES = LocalSystem.home().resolve("deploy/images/Dockerfile");
    private static final long USER = 10001;
    private static final Set<String> TMP = Set.of("/tmp");

    @Test
    void everyFileIsReadByTheModelOfItsKind() throws IOException {
        try (Stream<Path> files = Files.walk(Manifests.FOLDER)) {
            List<Path> manifests = files.filter(file -> file.toString().endsWith(".yaml"))
                    .filter(file -> !file.endsWith("kustomization.yaml"))
                    .filter(file -> !file.endsWith("prometheus-adapter.yaml"))
                    .toList();
            assertThat(manifests).hasSizeGreaterThan(10);
            for (Path manifest : manifests) {
                assertThat(StrictManifests.read(Files.readString(manifest)))
                        .as("%s", manifest)
                        .isNotEmpty();
            }
        }
    }

    @Test
    void aFieldThatKubernetesDoesNotHaveIsRefused() {
        String misspelt = """
                apiVersion: apps/v1
                kind: Deployment
                metadata: {name: gateway}
                spec: {template: {spec: {terminationGracePeriod: 95}}}
                """;

        assertThatThrownBy(() -> StrictManifests.read(misspelt))
                .hasCauseInstanceOf(UnrecognizedPropertyException.class)
                .hasMessageContaining("terminationGracePeriod");
    }

    @ParameterizedTest
    @ValueSource(strings = {"overlays/dev", "overlays/production", "overlays/gateway-api", "overlays/ingress"})
    void everyPodIsAllowedWherePodSecurityIsRestricted(String overlay) {
        Manifests.of(overlay).pods().forEach((name, pod) -> {
            PodSpec spec = pod.getSpec();
            assertThat(spec.getSecurityContext().getRunAsNonRoot()).as(name).isTrue();
            assertThat(spec.getSecurityContext().getRunAsUser()).as(name).isPositive();
            assertThat(spec.getSecurityContext().getSeccompProfile().getType())
                    .as(name)
                    .isEqualTo("RuntimeDefault");
            assertThat(Stream.of(spec.getHostNetwork(), spec.getHostPID(), spec.getHostIPC())
                            .filter(Objects::nonNull))
                    .as("%s: nothing of the node", name)
                    .isEmpty();
            for (Container container : spec.getContainers()) {
                assertThat(container.getSecurityContext().getAllowPrivilegeEscalation())
                        .as(name)
                        .isFalse();
                assertThat(container.getSecurityContext().getCapabilities().getDrop())
                        .as(name)
                        .containsExactly("ALL");
                assertThat(container.getSecurityContext().getCapabilities().getAdd())
                        .as(name)
                        .isEmpty();
            }
            assertThat(spec.getVolumes()).as(name).allSatisfy(KubernetesPodsTest::isOfAKindThatIsAllowed);
        });
    }

    /** Kinds of volumes that the restricted level of the Pod Security Standards takes. */
    private static void isOfAKindThatIsAllowed(Volume volume) {
        assertThat(Stream.of(
                                volume.getConfigMap(),
                                volume.getEmptyDir(),
                                volume.getPersistentVolumeClaim(),
                                volume.getProjected(),
                                volume.getSecret())
                        .filter(Objects::nonNull))
                .as(volume.getName())
                .hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"overlays/dev", "overlays/production", "overlays/gateway-api", "overlays/ingress"})
    void noPodMayAskTheApiServer(String overlay) {
        Manifests manifests = Manifests.of(overlay);

        manifests
                .pods()
                .forEach((name, pod) -> assertThat(pod.getSpec().getAutomountServiceAccountToken())
                        .as(name)
                        .isFalse());
        manifests.services().forEach((name, pod) -> {
            assertThat(pod.getSpec().getServiceAccountName())
                    .as("an account of its own")
                    .isEqualTo(name);
            assertThat(manifests.one(ServiceAccount.class, name).getAutomountServiceAccountToken())
                    .as(name)
                    .isFalse();
        });
        assertThat(manifests.all())
                .as("no rights")
                .noneMatch(object -> object.getKind().contains("Role"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"overlays/dev", "overlays/production"})
    void aServiceRunsAsItsImageDoesAndWritesNothingButTmp(String overlay) throws IOException {
        assertThat(Files.readString(IMAGES)).contains("USER " + USER + ':' + USER);
        Manifests.of(overlay).services().forEach((name, pod) -> {
            Container container = Manifests.container(pod);
            assertThat(pod.getSpec().getSecurityContext().getRunAsUser())
                    .as(name)
                    .isEqualTo(USER);
            assertThat(pod.getSpec().getSecurityContext().getRunAsGroup())
                    .as(name)
                    .isEqualTo(USER);
            assertThat(container.getSecurityContext().getReadOnlyRootFilesystem())
                    .as(name)
                    .isTrue();
            assertThat(container.getVolumeMounts().stream()
                            .filter(mount -> !Boolean.TRUE.equals(mount.getReadOnly()))
                            .map(mount -> mount.getMountPath())
                            .collect(Collectors.toSet()))
                    .as(name)
                    .isEqualTo(TMP);
            assertThat(container.getResources().getLimits().get("memory"))
                    .as("%s: memory as it is asked for", name)
                    .isNotNull()
                    .isEqualTo(container.getResources().getRequests().get("memory"));
            assertThat(container.getImagePullPolicy())
                    .as("%s: an image that was loaded into the cluster is used", name)
                    .isEqualTo("IfNotPresent");
        });
    }

    @ParameterizedTest
    @ValueSource(strings = {"overlays/dev", "overlays/production"})
    void aPodThatIsReplacedHasASuccessorBefore(String overlay) {
        Manifests manifests = Manifests.of(overlay);

        for (String name : List.of("definition", "publisher", "gateway")) {
            DeploymentSpec spec = manifests.one(Deployment.class, name).getSpec();
            assertThat(spec.getStrategy().getType()).as(name).isEqualTo("RollingUpdate");
            assertThat(spec.getStrategy().getRollingUpdate().getMaxSurge().getIntVal())
                    .as(name)
                    .isEqualTo(1);
            assertThat(spec.getStrategy().getRollingUpdate().getMaxUnavailable().getIntVal())
                    .as(name)
                    .isZero();
        }
        assertThat(manifests.one(Deployment.class, "gateway").getSpec().getMinReadySeconds())
                .isEqualTo(30);
    }

    @ParameterizedTest
    @ValueSource(strings = {"overlays/dev", "overlays/production"})
    void aPodIsGivenItsPreStopItsDrainAndFifteenSeconds(String overlay) {
        Manifests manifests = Manifests.of(overlay);
        Map<String, String> gateway = new KubernetesSettings(manifests).of("gateway");
        Map<String, Duration> drains = Map.of(
                // quarkus.shutdown.timeout
                "definition", Duration.ofSeconds(5),
                "publisher", Duration.ofSeconds(5),
                "relay", Duration.ofSeconds(30),
                "gateway",
                        seconds(gateway, "SLUICE_GATEWAY_DRAIN_NOTICE")
                                .plus(seconds(gateway, "SLUICE_GATEWAY_DRAIN_WINDOW")));

        manifests
                .services()
                .forEach((name, pod) -> assertThat(pod.getSpec().getTerminationGracePeriodSeconds())
                        .as(name)
                        .isEqualTo(preStop(Manifests.container(pod))
                                + requireNonNull(drains.get(name)).toSeconds()
                                + 15));
        assertThat(preStop(manifests.service("gateway")))
                .as("longer than balancers take to see that a pod has gone")
                .isGreaterThanOrEqualTo(20);
    }

    private static long preStop(Container container) {
        var lifecycle = container.getLifecycle();
        return lifecycle == null ? 0 : lifecycle.getPreStop().getSleep().getSeconds();
    }

    private static Duration seconds(Map<String, String> settings, String variable) {
        return Duration.parse("PT" + requireNonNull(settings.get(variable)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"overlays/dev", "overlays/production"})
    void probesAreApartAndARestartIsTheLastThatIsTried(String overlay) {
        Manifests.of(overlay).services().forEach((name, pod) -> {
            Container container = Manifests.container(pod);
            // Whether a restart would help: a service's own threads, and never Kafka or PostgreSQL.
            assertThat(container.getLivenessProbe().getHttpGet().getPath()).isEqualTo("/q/health/live");
            assertThat(container.getStartupProbe().getHttpGet().getPath()).isEqualTo("/q/health/live");
            assertThat(container.getReadinessProbe().getHttpGet().getPath()).isEqualTo("/q/health/ready");
            assertThat(patience(container.getLivenessProbe())).as(name).isGreaterThanOrEqualTo(60);
            assertThat(patience(container.getStartupProbe())).as(name).isGreaterThanOrEqualTo(120);
            assertThat(patience(container.getReadinessProbe())).as(name).isLessThanOrEqualTo(10);
        });
        assertThat(patience(Manifests.of(overlay).service("publisher").getStartupProbe()))
                .as("it may have a schema to migrate")
                .isGreaterThanOrEqualTo(600);
    }

    private static int patience(Probe probe) {
        return probe.getPeriodSeconds() * probe.getFailureThreshold();
    }

    @ParameterizedTest
    @ValueSource(strings = {"overlays/dev", "overlays/production"})
    void podsAreSpreadAndDisruptedOneAtATime(String overlay) {
        Manifests manifests = Manifests.of(overlay);

        manifests.services().forEach((name, pod) -> {
            assertThat(pod.getSpec().getTopologySpreadConstraints())
                    .as(name)
                    .extracting(TopologySpreadConstraint::getTopologyKey)
                    .containsExactlyInAnyOrder("kubernetes.io/hostname", "topology.kubernetes.io/zone");
            Map<String, String> labels = pod.getMetadata().getLabels();
            assertThat(pod.getSpec().getTopologySpreadConstraints())
                    .allSatisfy(constraint -> assertThat(labels)
                            .containsAllEntriesOf(constraint.getLabelSelector().getMatchLabels()));
            PodDisruptionBudget budget = manifests.one(PodDisruptionBudget.class, name);
            assertThat(budget.getSpec().getMaxUnavailable().getIntVal()).isEqualTo(1);
            assertThat(budget.getSpec().getUnhealthyPodEvictionPolicy())
                    .as("%s: gateways that cannot reach Kafka have clients", name)
                    .isEqualTo(name.equals("gateway") ? "IfHealthyBudget" : "AlwaysAllow");
            assertThat(labels)
                    .containsAllEntriesOf(budget.getSpec().getSelector().getMatchLabels());
        });
    }

    @Test
    void gatewaysComeSoonAndGoSlowly() {
        Manifests manifests = Manifests.of("overlays/production");
        var scaler = manifests.one(HorizontalPodAutoscaler.class, "gateway").getSpec();

        assertThat(scaler.getMinReplicas()).isGreaterThanOrEqualTo(2);
        assertThat(scaler.getBehavior().getScaleDown().getStabilizationWindowSeconds())
                .isEqualTo(300);
        assertThat(scaler.getBehavior().getScaleDown().getPolicies())
                .singleElement()
                .satisfies(policy -> {
                    assertThat(policy.getType()).isEqualTo("Pods");
                    assertThat(policy.getValue()).isEqualTo(1);
                    assertThat(policy.getPeriodSeconds()).isEqualTo(120);
                });
        assertThat(manifests.one(Deployment.class, "gateway").getSpec().getReplicas())
                .as("the scaler's number is not taken back by a change that is applied")
                .isNull();
    }

    @ParameterizedTest
    @ValueSource(strings = {"overlays/dev", "overlays/production"})
    void everyNodeHasTheNameOfItsPodAndARelayKeepsIt(String overlay) {
        Manifests manifests = Manifests.of(overlay);

        manifests
                .services()
                .forEach((name, pod) -> assertThat(Manifests.container(pod).getEnv())
                        .as(name)
                        .filteredOn(variable -> variable.getName().equals("SLUICE_NODE_ID"))
                        .singleElement()
                        .satisfies(variable -> assertThat(
                                        variable.getValueFrom().getFieldRef().getFieldPath())
                                .isEqualTo("metadata.name")));
        assertThat(manifests.all(StatefulSet.class))
                .extracting(set -> set.getMetadata().getName())
                .containsExactly("relay");
        manifests
                .pods()
                .forEach((name, pod) -> assertThat(pod.getSpec().getEnableServiceLinks())
                        .as("%s: no variables named after services", name)
                        .isFalse());
    }
}
