package dev.sluice.gateway.ops;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;

import dev.sluice.gateway.control.ControlPlane;
import dev.sluice.kafka.KafkaConfig;
import dev.sluice.kafka.LogReader;
import dev.sluice.model.node.NodeRecord;
import dev.sluice.model.topic.KafkaTopics;
import dev.sluice.model.wire.Wire;
import dev.sluice.service.node.NodeIdentity;
import dev.sluice.testsupport.KafkaResource;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;

/** The process as configured, with nothing but Kafka beside it. */
@QuarkusTest
@QuarkusTestResource(KafkaResource.class)
class GatewayStartIT {
    private static final Duration SOON = Duration.ofSeconds(20);
    private static final Pattern METER = Pattern.compile("`(gateway_[a-z_]+)(?:\\{([a-z,]+)})?`");
    private static final Pattern FAMILY = Pattern.compile("# TYPE (sluice_gateway_[a-z_]+) ([a-z]+)");

    @Inject
    ControlPlane controlPlane;

    @Inject
    NodeIdentity identity;

    @Inject
    KafkaTopics topics;

    @Inject
    KafkaConfig kafka;

    @Test
    void itMakesItsTopicsReadsThemAndIsAlive() {
        await().atMost(SOON).until(controlPlane::isCaughtUp);

        given().get("/q/health/live").then().statusCode(200).body("status", equalTo("UP"));
        given().get("/q/health/ready").then().body("checks.data.caughtUp", hasItem(true));
        given().get("/q/metrics").then().statusCode(200).body(containsString("jvm_memory"));
    }

    @Test
    void itsRecordIsInTheLogUnderItsNameWithThisStartsIncarnation() {
        await().atMost(SOON).untilAsserted(() -> {
            NodeRecord record = records().get(NodeRecord.key(NodeRecord.Kind.GATEWAY, identity.nodeId()));
            assertThat(record).isNotNull();
            assertThat(record.incarnation()).isEqualTo(identity.incarnation());
            assertThat(record.environment()).isEqualTo("Default");
        });
    }

    /** Section 9 of the contract names them all, and nothing else is exposed. */
    @Test
    void itsMetersAreThoseOfTheContract() throws IOException {
        String contract = Files.readString(Path.of("../docs/contract.md"));
        String section = contract.substring(contract.indexOf("## 9. Meters"), contract.indexOf("## 10."));
        List<String> scraped = given().get("/q/metrics").asString().lines().toList();

        Set<String> promised = new TreeSet<>();
        for (Matcher meter = METER.matcher(section); meter.find(); ) {
            String family = "sluice_" + meter.group(1);
            promised.add(family);
            if (meter.group(2) != null) {
                for (String tag : meter.group(2).split(",", -1)) {
                    assertThat(scraped)
                            .as("samples of %s", family)
                            .anyMatch(line -> line.startsWith(family) && line.contains(tag + "=\""));
                }
            }
        }
        assertThat(promised).isNotEmpty();
        assertThat(families(scraped)).isEqualTo(promised);
    }

    private static Set<String> families(List<String> scraped) {
        Set<String> families = new TreeSet<>();
        for (String line : scraped) {
            Matcher family = FAMILY.matcher(line);
            if (family.matches() && !family.group(1).endsWith("_max")) {
                boolean isCounter = family.group(2).equals("counter");
                families.add(family.group(1) + (isCounter ? "_total" : ""));
            }
        }
        return families;
    }

    private Map<String, NodeRecord> records() {
        Map<String, NodeRecord> records = new HashMap<>();
        TopicPartition partition = new TopicPartition(topics.nodes().name(), 0);
        try (LogReader reader =
                new LogReader(Map.of("bootstrap.servers", kafka.bootstrapServers()), List.of(partition))) {
            reader.readToPresentEnd(
                    Duration.ofMillis(100), row -> records.put(row.key(), Wire.readNode(row.key(), row.value())));
        }
        return records;
    }
}
