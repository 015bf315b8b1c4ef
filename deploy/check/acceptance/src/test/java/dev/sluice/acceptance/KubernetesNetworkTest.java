package dev.sluice.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.LabelSelector;
import io.fabric8.kubernetes.api.model.LabelSelectorRequirement;
import io.fabric8.kubernetes.api.model.PodTemplateSpec;
import io.fabric8.kubernetes.api.model.networking.v1.IPBlock;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicy;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicyEgressRule;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicyPeer;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicyPort;
import java.math.BigInteger;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the network policies of the manifests let through, as Kubernetes reads them. */
class KubernetesNetworkTest {
    private static final Set<String> OUTWARDS = Set.of("publisher", "relay");
    private static final List<String> METADATA = List.of(
            "169.254.169.254", "169.254.170.2", "100.100.100.200", "168.63.129.16", "192.0.0.192", "fd00:ec2::254");
    private static final List<String> PRIVATE =
            List.of("10.0.0.1", "172.16.0.1", "192.168.0.1", "127.0.0.1", "fd00::1", "fe80::1", "::1");
    private static final List<String> PUBLIC = List.of("93.184.215.14", "1.1.1.1", "2606:4700::1111");

    @ParameterizedTest
    @ValueSource(strings = {"overlays/dev", "overlays/production", "overlays/gateway-api", "overlays/ingress"})
    void whatIsNotAllowedIsDenied(String overlay) {
        Manifests manifests = Manifests.of(overlay);
        NetworkPolicy deny = manifests.one(NetworkPolicy.class, "default-deny");

        assertThat(deny.getSpec().getPolicyTypes()).containsExactlyInAnyOrder("Ingress", "Egress");
        assertThat(deny.getSpec().getIngress()).isEmpty();
        assertThat(deny.getSpec().getEgress()).isEmpty();
        manifests
                .pods()
                .forEach((name, pod) -> assertThat(selects(deny.getSpec().getPodSelector(), pod))
                        .as(name)
                        .isTrue());
    }

    @ParameterizedTest
    @ValueSource(strings = {"overlays/dev", "overlays/production", "overlays/gateway-api", "overlays/ingress"})
    void relayAndPublisherAloneReachOutside(String overlay) {
        Manifests manifests = Manifests.of(overlay);

        manifests.pods().forEach((name, pod) -> {
            for (String address : PUBLIC) {
                assertThat(reaches(manifests, pod, address))
                        .as("%s to %s", name, address)
                        .isEqualTo(OUTWARDS.contains(name));
            }
        });
    }

    @ParameterizedTest
    @ValueSource(strings = {"overlays/dev", "overlays/production", "overlays/gateway-api", "overlays/ingress"})
    void noPodReachesTheMetadataOfACloudOrAPrivateNetworkByItsAddress(String overlay) {
        Manifests manifests = Manifests.of(overlay);

        manifests
                .pods()
                .forEach((name, pod) -> Stream.concat(METADATA.stream(), PRIVATE.stream())
                        .forEach(address -> assertThat(reaches(manifests, pod, address))
                                .as("%s to %s", name, address)
                                .isFalse()));
    }

    @Test
    void thePodsOfTheDevelopmentOverlayReachEachOtherAsTheyMustAndNoFurther() {
        Manifests manifests = Manifests.of("overlays/dev");
        Set<String> allowed = new TreeSet<>();
        manifests
                .pods()
                .forEach((from, source) -> manifests.pods().forEach((to, target) -> {
                    for (int port : List.of(5432, 8080, 8243, 8280, 9093, 9443, 9444, 9445, 9446, 9447, 9448)) {
                        if (leaves(manifests, source, target, port) && enters(manifests, source, target, port)) {
                            allowed.add(from + " -> " + to + ':' + port);
                        }
                    }
                }));

        assertThat(allowed)
                .containsExactlyInAnyOrder(
                        "gateway -> kafka:9448",
                        "kafka -> kafka:9448",
                        "publisher -> definition:9444",
                        "publisher -> kafka:9448",
                        "publisher -> postgres:5432",
                        "publisher -> sample-backend:8080",
                        "relay -> kafka:9448",
                        "relay -> sample-backend:8080",
                        "seed -> gateway:8280",
                        "seed -> publisher:9443");
    }

    private static boolean reaches(Manifests manifests, PodTemplateSpec pod, String address) {
        return egress(manifests, pod)
                .anyMatch(rule -> rule.getTo().isEmpty()
                        || rule.getTo().stream()
                                .map(NetworkPolicyPeer::getIpBlock)
                                .anyMatch(block -> block != null && covers(block, address)));
    }

    private static boolean covers(IPBlock block, String address) {
        return isIn(block.getCidr(), address)
                && block.getExcept().stream().noneMatch(network -> isIn(network, address));
    }

    private static boolean isIn(String network, String address) {
        try {
            String[] parts = network.split("/");
            byte[] base = InetAddress.getByName(parts[0]).getAddress();
            byte[] other = InetAddress.getByName(address).getAddress();
            int shift = base.length * 8 - Integer.parseInt(parts[1]);
            return base.length == other.length
                    && new BigInteger(1, base).shiftRight(shift).equals(new BigInteger(1, other).shiftRight(shift));
        } catch (UnknownHostException impossible) {
            throw new IllegalArgumentException(network + ", " + address, impossible);
        }
    }

    private static Stream<NetworkPolicyEgressRule> egress(Manifests manifests, PodTemplateSpec pod) {
        return manifests.all(NetworkPolicy.class).stream()
                .filter(policy -> selects(policy.getSpec().getPodSelector(), pod))
                .flatMap(policy -> policy.getSpec().getEgress().stream());
    }

    private static boolean leaves(Manifests manifests, PodTemplateSpec source, PodTemplateSpec target, int port) {
        return egress(manifests, source)
                .anyMatch(rule -> isFor(rule.getPorts(), port) && isAmong(rule.getTo(), target));
    }

    private static boolean enters(Manifests manifests, PodTemplateSpec source, PodTemplateSpec target, int port) {
        return manifests.all(NetworkPolicy.class).stream()
                .filter(policy -> selects(policy.getSpec().getPodSelector(), target))
                .flatMap(policy -> policy.getSpec().getIngress().stream())
                .anyMatch(rule -> isFor(rule.getPorts(), port) && isAmong(rule.getFrom(), source));
    }

    private static boolean isFor(List<NetworkPolicyPort> ports, int port) {
        return ports.isEmpty()
                || ports.stream().anyMatch(allowed -> allowed.getPort().getIntVal() == port);
    }

    /** Peers in other namespaces are none of these pods. */
    private static boolean isAmong(List<NetworkPolicyPeer> peers, PodTemplateSpec pod) {
        return peers.isEmpty()
                || peers.stream()
                        .anyMatch(peer -> peer.getNamespaceSelector() == null
                                && peer.getPodSelector() != null
                                && selects(peer.getPodSelector(), pod));
    }

    private static boolean selects(LabelSelector selector, PodTemplateSpec pod) {
        Map<String, String> labels = pod.getMetadata().getLabels();
        Map<String, String> wanted = selector.getMatchLabels() == null ? Map.of() : selector.getMatchLabels();
        return labels.entrySet().containsAll(wanted.entrySet())
                && selector.getMatchExpressions().stream().allMatch(requirement -> holds(requirement, labels));
    }

    private static boolean holds(LabelSelectorRequirement requirement, Map<String, String> labels) {
        assertThat(requirement.getOperator()).isEqualTo("In");
        return requirement.getValues().contains(labels.get(requirement.getKey()));
    }
}
