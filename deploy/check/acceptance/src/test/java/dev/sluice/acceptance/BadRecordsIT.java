package dev.sluice.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.sluice.model.api.KeyType;
import dev.sluice.model.channel.Channel;
import dev.sluice.model.channel.Feed;
import dev.sluice.model.topic.KafkaTopic;
import dev.sluice.model.topic.KafkaTopics;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.regex.Pattern;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.internals.RecordHeader;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What lies in a control topic and is no record hurts no stream, no node and no change. */
class BadRecordsIT {
    private static final Duration SOON = Duration.ofSeconds(20);
    private static final Duration RESTARTED = Duration.ofSeconds(60);
    private static final List<String> NODES = List.of("relay-1", "relay-2", "gateway-1", "gateway-2", "publisher-1");
    private static final List<byte[]> VALUES = new ArrayList<>();

    static {
        for (String value : List.of(
                "",
                "{",
                "[]",
                "7",
                "null",
                "true",
                "\"text\"",
                "{}",
                "{\"schema\":1}",
                "{\"schema\":99,\"version\":1}",
                "{\"schema\":99,\"version\":99,\"kind\":\"gateway\",\"incarnation\":\"i\",\"state\":\"serving\"}",
                "{\"schema\":1,\"kind\":\"gateway\",\"state\":\"serving\",\"apisVersion\":[]}",
                "{\"schema\":1,\"incarnation\":null,\"topic\":{},\"path\":7,\"keyType\":\"NONE\"}",
                "{\"schema\":1,\"sequence\":7,\"class\":\"A\",\"topicId\":\"t\",\"endpointHash\":\"h\","
                        + "\"status\":{\"upstream\":\"live\",\"at\":1},\"relay\":\"relay-1\"}",
                "{\"schema\":1,\"generation\":\"\",\"checkpoints\":[null],\"sinceOwnId\":{},\"status\":null}",
                "{\"schema\":1,\"epoch\":1e999999999,\"through\":-5,\"claims\":[null,\"x\"],\"topicId\":\"t\"}",
                "{\"schema\":1,\"jwk\":{\"kty\":null},\"use\":\"current\"}",
                "{\"schema\":1,\"apiId\":\"../..\",\"topics\":[null],\"eventPartitions\":-1}",
                "{\"schema\":" + "9".repeat(500) + "}",
                "[".repeat(50_000))) {
            VALUES.add(value.getBytes(StandardCharsets.UTF_8));
        }
        VALUES.add(new byte[] {(byte) 0xff, 0, (byte) 0xc0, (byte) 0x80});
    }

    private static final List<String> KEYS = List.of(
            "",
            "x",
            "/",
            "|",
            "#",
            "gateway/x",
            "gateway/",
            "relay/x",
            "tree/x",
            "Default/x",
            "Default/",
            "client/x",
            "application/x",
            "subscription/x",
            "jwk/x",
            "revoked/x",
            "#feed/a/b/0",
            "#feed/a b/0",
            "#feed/a/-1",
            "#feed/a/99999999999",
            "#claim",
            "a|b|c|d",
            "a b|Default|P|/c",
            "a b|Default|P|/c#gateway-1",
            "a|Default|P|/c",
            "a|Default|P|/c#gateway-1",
            "#feed/a/0");

    private final LocalSystem system = LocalSystem.shared();
    private final Portal portal = new Portal(system);
    private final KafkaTopics topics = new KafkaTopics("sluice", 16);

    @Test
    void badRecordsInEveryControlTopicArePassedOverAlsoByServicesThatStartBehindThem() {
        // Given
        Portal.Api api = portal.deployedApi("bad", system.backend(), "/prices/{symbol}");
        Portal.Application application = portal.application();
        portal.subscribe(application, api);
        String token = portal.token(application);
        String path = api.basePath() + "/prices/" + Portal.freshName("BAD") + "?rate=20";
        Stream.Event last;
        try (Stream open = Stream.open(system.gateway(1), path, token)) {
            open.nextOfBackend(SOON);

            // When
            int written = writeBadRecords(keysOf(api, application, path));

            // Then
            assertThat(written).isGreaterThan(1_000);
            assertStreams(api, token);
            awaitPassedOver();
            assertThat(open.hasEnded()).isFalse();
            last = open.nextOfBackend(SOON);
        }

        // When
        restartAll();

        // Then
        awaitPassedOver();
        assertStreams(api, token);
        try (Stream resumed = Stream.open(system.gateway(2), path, token, last.id())) {
            assertThat(Judgement.number(resumed.nextOfBackend(SOON).data()))
                    .as("of the channel under whose key the bad records lie")
                    .isEqualTo(Judgement.number(last.data()) + 1);
        }
        Portal.Api later = portal.deployedApi("later", system.backend(), "/prices/{symbol}");
        assertStreams(later, portal.subscribedToken(later));
    }

    /** Under which there are good records, which stay what counts. */
    private List<String> keysOf(Portal.Api api, Portal.Application application, String path) {
        String[] target = path.substring(api.basePath().length()).split("\\?", 2);
        Channel channel = new Channel(api.id(), "Default", KeyType.PRODUCTION, target[0], target[1]);
        return List.of(
                "Default/" + api.id(),
                "application/" + application.id(),
                "client/" + application.consumerKey(),
                "subscription/" + application.id() + '/' + api.id(),
                "gateway/gateway-1",
                "relay/relay-1",
                channel.key(),
                channel.key() + "#gateway-1",
                Feed.of(channel, 1).stateKey());
    }

    private int writeBadRecords(List<String> keysInUse) {
        List<KafkaTopic> all = List.of(
                topics.apis(), topics.access(), topics.nodes(), topics.demand(), topics.relayState(), topics.quota());
        int written = 0;
        try (KafkaProducer<byte[], byte[]> producer = new KafkaProducer<>(
                Map.of("bootstrap.servers", system.bootstrapServers(), "linger.ms", 20),
                new ByteArraySerializer(),
                new ByteArraySerializer())) {
            for (KafkaTopic topic : all) {
                for (int partition = 0; partition < topic.partitions(); partition++) {
                    written += write(producer, topic.name(), partition, keysInUse);
                }
            }
            producer.flush();
        }
        return written;
    }

    private static int write(
            KafkaProducer<byte[], byte[]> producer, String topic, int partition, List<String> keysInUse) {
        int written = 0;
        for (String key : keysInUse) {
            for (byte[] value : VALUES) {
                send(producer, topic, partition, key, value, headers(written++));
            }
        }
        for (String key : KEYS) {
            send(producer, topic, partition, key, VALUES.get(written % VALUES.size()), headers(written++));
            send(producer, topic, partition, key, VALUES.get(8), headers(written++));
            send(producer, topic, partition, key, null, headers(written++));
            send(producer, topic, partition, key, VALUES.get(written % VALUES.size()), headers(written++));
        }
        if (partition == 0) {
            byte[] huge = ("{\"schema\":1,\"name\":\"" + "x".repeat(900_000) + "\"}").getBytes(StandardCharsets.UTF_8);
            send(producer, topic, partition, "Default/huge", huge, List.of());
            send(producer, topic, partition, "Default/" + "k".repeat(900_000), VALUES.get(1), List.of());
        }
        return written;
    }

    private static void send(
            KafkaProducer<byte[], byte[]> producer,
            String topic,
            int partition,
            String key,
            byte @Nullable [] value,
            List<Header> headers) {
        byte[] bytes = key.getBytes(StandardCharsets.UTF_8);
        var unused = producer.send(new ProducerRecord<>(topic, partition, bytes, value, headers));
    }

    private static List<Header> headers(int which) {
        return switch (which % 5) {
            case 0 -> List.of(new RecordHeader("version", "no number".getBytes(StandardCharsets.UTF_8)));
            case 1 -> List.of(new RecordHeader("version", (byte[]) null), new RecordHeader("reason", (byte[]) null));
            case 2 -> List.of(new RecordHeader("schema", "99".getBytes(StandardCharsets.UTF_8)));
            case 3 -> List.of(new RecordHeader("schema", new byte[] {(byte) 0xff}));
            default -> List.of(new RecordHeader("linger", "0".getBytes(StandardCharsets.UTF_8)));
        };
    }

    private void assertStreams(Portal.Api api, String token) {
        for (int node = 1; node <= 2; node++) {
            String fresh = api.basePath() + "/prices/" + Portal.freshName("NEW") + "?rate=20";
            try (Stream stream = Stream.open(system.gateway(node), fresh, token)) {
                assertThat(stream.status()).isEqualTo(200);
                assertThat(stream.nextOfBackend(SOON).type()).isEqualTo("price");
            }
        }
    }

    private void restartAll() {
        // A thread of the platform for each: they wait for processes.
        try (ExecutorService threads = Executors.newFixedThreadPool(NODES.size())) {
            NODES.forEach(node -> threads.execute(() -> system.kill(node)));
        }
        await().atMost(RESTARTED).until(() -> {
            Map<String, String> states = system.states();
            return NODES.stream().allMatch(node -> "ready".equals(states.get(node)));
        });
    }

    /** Each node has met bad records of each topic that it reads. */
    private void awaitPassedOver() {
        for (int node = 0; node < 2; node++) {
            awaitPassedOver(9445 + node * 10, "relay", "apis", "nodes");
            awaitPassedOver(9446 + node * 10, "gateway", "apis", "access", "relay-state", "quota");
        }
        awaitPassedOver(9447, "publisher", "nodes");
    }

    private void awaitPassedOver(int port, String service, String... read) {
        URI metrics = URI.create("http://localhost:" + system.port(port) + "/q/metrics");
        await(service).atMost(SOON).untilAsserted(() -> {
            String text = Rest.HTTP
                    .send(HttpRequest.newBuilder(metrics).build(), HttpResponse.BodyHandlers.ofString())
                    .body();
            for (String topic : read) {
                String meter = "sluice_" + service + "_unreadable_records_total\\{[^}]*topic=\"" + topic + "\"[^}]*} ";
                assertThat(text).as("%s of %s", topic, metrics).containsPattern(Pattern.compile(meter + "[1-9]"));
            }
        });
    }
}
