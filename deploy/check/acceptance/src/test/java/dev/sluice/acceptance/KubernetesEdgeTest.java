package dev.sluice.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.fabric8.kubernetes.api.model.ContainerPort;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.ServicePort;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.autoscaling.v2.HorizontalPodAutoscaler;
import io.fabric8.kubernetes.api.model.gatewayapi.v1.BackendTLSPolicy;
import io.fabric8.kubernetes.api.model.gatewayapi.v1.Gateway;
import io.fabric8.kubernetes.api.model.gatewayapi.v1.HTTPRoute;
import io.fabric8.kubernetes.api.model.gatewayapi.v1.Listener;
import io.fabric8.kubernetes.api.model.networking.v1.Ingress;
import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** How clients come in on Kubernetes, what decides how many gateways there are, and where meters are read. */
class KubernetesEdgeTest {
    @Test
    void aStreamThatComesByTheGatewayApiHasNoTimeout() {
        HTTPRoute streams = Manifests.of("overlays/gateway-api").one(HTTPRoute.class, "streams");

        assertThat(streams.getSpec().getRules()).singleElement().satisfies(rule -> {
            assertThat(rule.getTimeouts().getRequest()).isEqualTo("0s");
            assertThat(rule.getTimeouts().getBackendRequest()).isEqualTo("0s");
        });
    }

    @Test
    void everyRouteLeadsFromAListenerWithTlsToAPortThatIsThere() {
        Manifests manifests = Manifests.of("overlays/gateway-api");
        List<Listener> listeners =
                manifests.one(Gateway.class, "sluice").getSpec().getListeners();

        assertThat(listeners).allSatisfy(listener -> {
            assertThat(listener.getProtocol()).isEqualTo("HTTPS");
            assertThat(listener.getTls().getCertificateRefs()).hasSize(1);
        });
        assertThat(manifests.all(HTTPRoute.class)).hasSize(2).allSatisfy(route -> {
            assertThat(listeners)
                    .filteredOn(listener -> listener.getName()
                            .equals(route.getSpec().getParentRefs().getFirst().getSectionName()))
                    .singleElement()
                    .satisfies(listener ->
                            assertThat(route.getSpec().getHostnames()).containsExactly(listener.getHostname()));
            route.getSpec()
                    .getRules()
                    .getFirst()
                    .getBackendRefs()
                    .forEach(backend -> assertThat(manifests
                                    .one(Service.class, backend.getName())
                                    .getSpec()
                                    .getPorts())
                            .extracting(ServicePort::getPort)
                            .contains(backend.getPort()));
        });
    }

    @Test
    void theGatewayApisProxiesShareConnectionsToAGatewayOnlyWhereAskedTo() throws IOException {
        assertThat(gatewayPorts(Manifests.of("overlays/gateway-api")))
                .extracting(ServicePort::getPort, ServicePort::getAppProtocol)
                .containsExactly(tuple(8280, null), tuple(8243, null));
        assertThat(gatewayPorts(Manifests.with("overlays/gateway-api", "components/h2c")))
                .extracting(ServicePort::getPort, ServicePort::getAppProtocol)
                .containsExactly(tuple(8280, "kubernetes.io/h2c"), tuple(8243, null));
    }

    private static List<ServicePort> gatewayPorts(Manifests manifests) {
        return manifests.one(Service.class, "gateway").getSpec().getPorts();
    }

    @Test
    void theProxyChecksThePublishersCertificateByTheNameThatClientsUse() {
        Manifests manifests = Manifests.of("overlays/gateway-api");
        BackendTLSPolicy policy = manifests.one(BackendTLSPolicy.class, "publisher");

        assertThat(policy.getSpec().getTargetRefs())
                .singleElement()
                .satisfies(target -> assertThat(target.getName()).isEqualTo("publisher"));
        assertThat(manifests.one(HTTPRoute.class, "publisher").getSpec().getHostnames())
                .containsExactly(policy.getSpec().getValidation().getHostname());
    }

    @Test
    void anIngressWaitsLongerThanAHeartbeatAndKeepsNothingBack() {
        Manifests manifests = Manifests.of("overlays/ingress");
        Map<String, String> annotations =
                manifests.one(Ingress.class, "streams").getMetadata().getAnnotations();

        assertThat(annotations)
                .containsEntry("nginx.ingress.kubernetes.io/proxy-buffering", "off")
                .containsEntry("nginx.ingress.kubernetes.io/proxy-read-timeout", "150");
        assertThat(manifests.all(Ingress.class)).hasSize(2).allSatisfy(ingress -> {
            assertThat(ingress.getSpec().getTls()).hasSize(1);
            var backend = ingress.getSpec()
                    .getRules()
                    .getFirst()
                    .getHttp()
                    .getPaths()
                    .getFirst()
                    .getBackend()
                    .getService();
            assertThat(manifests.one(Service.class, backend.getName()).getSpec().getPorts())
                    .extracting(ServicePort::getName)
                    .contains(backend.getPort().getName());
        });
    }

    @Test
    void gatewaysMayBeScaledByTheirOpenConnections() throws IOException {
        Manifests manifests = Manifests.with("overlays/production", "components/scale-on-connections");
        HorizontalPodAutoscaler scaler = manifests.one(HorizontalPodAutoscaler.class, "gateway");
        String adapter =
                Files.readString(Manifests.FOLDER.resolve("components/scale-on-connections/prometheus-adapter.yaml"));

        assertThat(Files.readString(LocalSystem.home().resolve("docs/operations/metrics.md")))
                .contains("| `sluice_gateway_connections` | gauge |", "`state=\"open\"`");
        assertThat(scaler.getSpec().getMetrics())
                .extracting(metric -> metric.getType())
                .containsExactly("Pods", "Resource");
        assertThat(adapter)
                .contains("as: "
                        + scaler.getSpec()
                                .getMetrics()
                                .getFirst()
                                .getPods()
                                .getMetric()
                                .getName())
                .contains("sluice_gateway_connections{");
        assertThat(scaler.getSpec().getBehavior().getScaleDown().getStabilizationWindowSeconds())
                .isEqualTo(300);
    }

    @Test
    void kedaTakesThePlaceOfTheAutoscaler() throws IOException {
        Manifests manifests = Manifests.with("overlays/production", "components/scale-by-keda");

        assertThat(manifests.all(HorizontalPodAutoscaler.class)).isEmpty();
        assertThat(manifests.one(Deployment.class, "gateway").getSpec().getReplicas())
                .isNull();
        GenericKubernetesResource scaled = manifests.one(GenericKubernetesResource.class, "gateway");
        assertThat(scaled.<String>get("spec", "scaleTargetRef", "name")).isEqualTo("gateway");
        assertThat(scaled.<Integer>get("spec", "minReplicaCount")).isEqualTo(2);
        assertThat(scaled.<String>get("spec", "triggers", 0, "metadata", "query"))
                .contains("sluice_gateway_connections{");
        assertThat(scaled.<Map<String, Object>>get(
                        "spec", "advanced", "horizontalPodAutoscalerConfig", "behavior", "scaleDown"))
                .as("as slow as the other one")
                .isEqualTo(Map.of(
                        "stabilizationWindowSeconds",
                        300,
                        "policies",
                        List.of(Map.of("type", "Pods", "value", 1, "periodSeconds", 120))));
    }

    @Test
    void everyServiceMayBeScrapedWhereItHasItsMeters() throws IOException {
        Manifests manifests = Manifests.with("base", "components/monitoring");
        List<GenericKubernetesResource> monitors = manifests.all(GenericKubernetesResource.class);

        String scraped =
                Files.readString(LocalSystem.home().resolve("deploy/observability/prometheus/prometheus.yaml"));

        assertThat(monitors)
                .extracting(monitor -> monitor.getMetadata().getName())
                .containsExactlyInAnyOrderElementsOf(Manifests.MODULES.keySet());
        assertThat(monitors).allSatisfy(monitor -> {
            String service = monitor.getMetadata().getName();
            Map<String, Integer> ports = manifests.service(service).getPorts().stream()
                    .collect(Collectors.toMap(ContainerPort::getName, ContainerPort::getContainerPort));
            String port = monitor.get("spec", "podMetricsEndpoints", 0, "port");
            assertThat(ports.get(port)).as(service).isBetween(9444, 9447);
            assertThat(scraped)
                    .as("dashboards and alerts ask for this job")
                    .contains("job_name: "
                            + monitor.get("spec", "podMetricsEndpoints", 0, "relabelings", 0, "replacement") + '\n');
            assertThat(monitor.<String>get("spec", "podMetricsEndpoints", 0, "path"))
                    .isEqualTo("/q/metrics");
            assertThat(monitor.<String>get("spec", "selector", "matchLabels", "app.kubernetes.io/name"))
                    .isEqualTo(service);
        });
    }
}
