package dev.sluice.acceptance;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.model.topic.KafkaTopic;
import dev.sluice.model.topic.KafkaTopics;
import io.fabric8.certmanager.api.model.v1.Certificate;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.PodTemplateSpec;
import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.kafka.common.acl.AclBinding;
import org.apache.kafka.common.resource.PatternType;
import org.apache.kafka.common.resource.ResourcePattern;
import org.apache.kafka.common.resource.ResourceType;
import org.apache.kafka.common.utils.SecurityUtils;
import org.junit.jupiter.api.Test;

/** The examples for operators of Kafka, PostgreSQL and certificates fit what the production overlay refers to. */
class KubernetesExamplesTest {
    private static final Map<String, ResourceType> TYPES_OF_STRIMZI = Map.of(
            "topic", ResourceType.TOPIC,
            "group", ResourceType.GROUP,
            "transactionalId", ResourceType.TRANSACTIONAL_ID);

    @Test
    void usersOfKafkaHaveTheRightsOfTheManualAndNoOther() throws IOException {
        List<AclBinding> given = new ArrayList<>();
        for (GenericKubernetesResource user : strimzi("KafkaUser")) {
            String service = user.getMetadata().getName().replaceAll("^sluice-|-kafka$", "");
            assertThat(user.<String>get("spec", "authentication", "type")).isEqualTo("tls");
            int rules = user.<List<Object>>get("spec", "authorization", "acls").size();
            for (int rule = 0; rule < rules; rule++) {
                ResourcePattern resource = resource(user, rule);
                user.<List<String>>get("spec", "authorization", "acls", rule, "operations")
                        .forEach(operation -> given.add(
                                DocumentedRights.right(service, resource, SecurityUtils.operation(operation))));
            }
        }

        assertThat(given).containsExactlyInAnyOrderElementsOf(DocumentedRights.all());
    }

    private static ResourcePattern resource(GenericKubernetesResource user, int rule) {
        Object[] path = {"spec", "authorization", "acls", rule, "resource", "type"};
        String type = user.get(path);
        path[5] = "patternType";
        boolean isPrefix = user.<String>get(path).equals("prefix");
        path[5] = "name";
        return new ResourcePattern(
                TYPES_OF_STRIMZI.getOrDefault(type, ResourceType.UNKNOWN),
                user.get(path),
                isPrefix ? PatternType.PREFIXED : PatternType.LITERAL);
    }

    @Test
    void topicsOfKafkaAreThoseThatThePublisherWouldMake() {
        KafkaTopics topics = new KafkaTopics("sluice", 16);
        Map<String, KafkaTopic> wanted = Stream.of(
                        topics.apis(),
                        topics.access(),
                        topics.nodes(),
                        topics.demand(),
                        topics.relayState(),
                        topics.quota(),
                        topics.usage())
                .collect(Collectors.toMap(KafkaTopic::name, topic -> topic));

        List<GenericKubernetesResource> declared = strimzi("KafkaTopic");

        assertThat(declared)
                .extracting(topic -> topic.getMetadata().getName())
                .containsExactlyInAnyOrderElementsOf(wanted.keySet());
        assertThat(declared).allSatisfy(topic -> {
            KafkaTopic made = requireNonNull(wanted.get(topic.getMetadata().getName()));
            Map<String, String> config = new HashMap<>();
            topic.<Map<String, Object>>get("spec", "config").forEach((key, value) -> config.put(key, value.toString()));
            assertThat(topic.<Integer>get("spec", "partitions")).isEqualTo(made.partitions());
            assertThat(topic.<Integer>get("spec", "replicas")).isEqualTo(3);
            assertThat(config)
                    .containsAllEntriesOf(made.config())
                    .containsEntry("min.insync.replicas", "2")
                    .containsEntry("unclean.leader.election.enable", "false")
                    .hasSize(made.config().size() + 2);
        });
    }

    private static List<GenericKubernetesResource> strimzi(String kind) {
        return Manifests.of("examples/strimzi").all(GenericKubernetesResource.class).stream()
                .filter(object -> object.getKind().equals(kind))
                .toList();
    }

    @Test
    void certificatesAreForTheSecretsAndNamesOfProductionAndTheirKeysCanBeRead() {
        Set<String> mounted = secrets("overlays/production");

        assertThat(Manifests.of("examples/cert-manager").all(Certificate.class))
                .hasSize(2)
                .allSatisfy(certificate -> {
                    assertThat(mounted).contains(certificate.getSpec().getSecretName());
                    assertThat(certificate.getSpec().getPrivateKey().getEncoding())
                            .isEqualTo("PKCS8");
                    assertThat(certificate.getSpec().getDnsNames())
                            .containsAnyOf("events.example.com", "publisher.example.com");
                });
    }

    @Test
    void everySecretOfProductionIsMadeByAnExampleOrNamedByTheManual() throws IOException {
        String manual = Files.readString(LocalSystem.home().resolve("docs/operations/kubernetes.md"));

        assertThat(secrets("overlays/production"))
                .allSatisfy(secret -> assertThat(manual).contains('`' + secret + '`'));
    }

    @Test
    void anInstallationOfOnesOwnHasItsNamesEverywhere() {
        Manifests installation = Manifests.of("examples/installation");
        DocumentedSettings documented = new DocumentedSettings();
        KubernetesSettings settings = new KubernetesSettings(installation);

        assertThat(installation.all())
                .extracting(Object::toString)
                .allSatisfy(object -> assertThat(object).doesNotContain("example"));
        Manifests.MODULES.forEach((service, module) -> assertThat(
                        documented.unknown(module, settings.of(service).keySet()))
                .as(service)
                .isEmpty());
    }

    @Test
    void theDatabaseOfTheExampleIsTheOneThatPublishersConnectTo() {
        GenericKubernetesResource cluster =
                Manifests.of("examples/cloudnative-pg").one(GenericKubernetesResource.class, "sluice-postgres");

        assertThat(new KubernetesSettings(Manifests.of("overlays/production")).of("publisher"))
                .containsEntry(
                        "SLUICE_PUBLISHER_DATABASE_URL",
                        "jdbc:postgresql://" + cluster.getMetadata().getName() + "-rw:5432/"
                                + cluster.get("spec", "bootstrap", "initdb", "database"))
                .containsEntry("SLUICE_PUBLISHER_DATABASE_TLS_MODE", "verify-full");
        assertThat(cluster.<String>get("spec", "bootstrap", "initdb", "secret", "name"))
                .isEqualTo("sluice-database");
    }

    private static Set<String> secrets(String overlay) {
        return Manifests.of(overlay).pods().values().stream()
                .flatMap(KubernetesExamplesTest::secrets)
                .collect(Collectors.toSet());
    }

    private static Stream<String> secrets(PodTemplateSpec pod) {
        return Stream.concat(
                pod.getSpec().getVolumes().stream()
                        .filter(volume -> volume.getSecret() != null)
                        .map(volume -> volume.getSecret().getSecretName()),
                Manifests.container(pod).getEnv().stream()
                        .filter(variable -> variable.getValueFrom() != null
                                && variable.getValueFrom().getSecretKeyRef() != null)
                        .map(variable ->
                                variable.getValueFrom().getSecretKeyRef().getName()));
    }
}
