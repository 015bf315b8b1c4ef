package dev.sluice.gateway.control;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.sluice.gateway.SampleApi;
import dev.sluice.gateway.access.AdmitResult;
import dev.sluice.gateway.access.TestIssuer;
import dev.sluice.gateway.route.RouteResult;
import dev.sluice.kafka.LogReader;
import dev.sluice.model.access.AccessKey;
import dev.sluice.model.access.AccessRecord.Application;
import dev.sluice.model.access.AccessRecord.Client;
import dev.sluice.model.access.AccessRecord.Revoked;
import dev.sluice.model.access.AccessRecord.Subscription;
import dev.sluice.model.access.AccessRecord.SubscriptionState;
import dev.sluice.model.api.ApiRecord;
import dev.sluice.model.api.KeyType;
import dev.sluice.model.api.Transport;
import dev.sluice.model.node.NodeRecord.Failure;
import dev.sluice.model.topic.KafkaTopics;
import dev.sluice.testsupport.KafkaBroker;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ControlPlaneIT {
    private static final Duration SOON = Duration.ofSeconds(20);
    /** Of one key, each in a transaction of its own. */
    private static final int VERSIONS = 50;

    private static final long LATER = System.currentTimeMillis() + 3_600_000;

    private final String bootstrapServers = KafkaBroker.shared().bootstrapServers();
    private final KafkaTopics topics = new KafkaTopics(KafkaBroker.freshPrefix(), 2);
    private final List<AutoCloseable> opened = new ArrayList<>();
    private ControlLog log;

    @BeforeEach
    void openLog() throws Exception {
        log = ControlLog.over(bootstrapServers, topics);
        opened.add(log);
    }

    @AfterEach
    void closeAll() throws Exception {
        for (AutoCloseable resource : opened.reversed()) {
            resource.close();
        }
    }

    @Test
    void aLogOfHolesThatEndsInTransactionMarkersIsReadToItsEndAndNothingOfItServesBefore() {
        for (int version = 1; version <= VERSIONS; version++) {
            log.api("Default/kept", api("kept", version));
            log.api("Default/gone-" + version % 5, api("gone-" + version % 5, version));
        }
        for (int key = 0; key < 5; key++) {
            log.apiTombstone("Default/gone-" + key, 300 + key);
        }
        awaitCompaction();
        log.aborted("Default/kept", api("kept", 400));

        ControlledGateway gateway = gateway();

        gateway.awaitCaughtUp();
        assertThat(gateway.published).hasSize(1);
        assertThat(gateway.version("kept")).isEqualTo(VERSIONS);
        for (int key = 0; key < 5; key++) {
            assertThat(gateway.plane.routes().api("gone-" + key)).isEmpty();
        }
        assertThat(gateway.plane.appliedApis().version()).isEqualTo(304);
    }

    @Test
    void anEmptyLogIsCaughtUpWith() {
        ControlledGateway gateway = gateway();

        gateway.awaitCaughtUp();

        assertThat(gateway.plane.routes().route("/observer/1.0.0/x", null, Transport.HTTP))
                .isInstanceOf(RouteResult.UnknownApi.class);
    }

    @Test
    void deployingAndUndeployingIsSeenLiveAndAfterARestart() {
        ControlledGateway first = gateway();
        first.awaitCaughtUp();

        log.api("Default/a", api("a", 1));
        await().atMost(SOON).until(() -> first.version("a") == 1);
        log.apiTombstone("Default/a", 2);
        await().atMost(SOON).until(() -> first.version("a") == 0);

        ControlledGateway restarted = gateway();
        restarted.awaitCaughtUp();
        assertThat(restarted.version("a")).isZero();
        assertThat(restarted.plane.appliedApis().version()).isEqualTo(2);
    }

    @Test
    void anApiThatIsDeletedIsToldFromOneThatIsUndeployed() {
        ControlledGateway gateway = gateway();
        log.api("Default/a", api("a", 1));
        log.api("Default/b", api("b", 2));
        log.apiTombstone("Default/a", 3);
        log.apiDeletion("Default/b", 4);

        await().atMost(SOON).until(() -> gateway.plane.appliedApis().version() == 4);

        assertThat(gateway.plane.routes().isDeleted("a")).isFalse();
        assertThat(gateway.plane.routes().isDeleted("b")).isTrue();
    }

    @Test
    void anUndeployedApiIsKnownUntilItIsDeployedAgainOrDeleted() {
        ControlledGateway gateway = gateway();
        log.api("Default/a", api("a", 1));
        log.apiTombstone("Default/a", 2);
        await().atMost(SOON).untilAsserted(() -> assertThat(route(gateway)).isInstanceOf(RouteResult.Undeployed.class));

        log.api("Default/a", api("a", 3));
        await().atMost(SOON).untilAsserted(() -> assertThat(route(gateway)).isInstanceOf(RouteResult.Found.class));

        log.apiTombstone("Default/a", 4);
        await().atMost(SOON).untilAsserted(() -> assertThat(route(gateway)).isInstanceOf(RouteResult.Undeployed.class));
        log.apiDeletion("Default/a", 5);
        await().atMost(SOON).untilAsserted(() -> assertThat(route(gateway)).isInstanceOf(RouteResult.UnknownApi.class));
    }

    private static RouteResult route(ControlledGateway gateway) {
        return gateway.plane.routes().route("/observer/1.0.0/x", null, Transport.HTTP);
    }

    @Test
    void repeatsAndStaleVersionsChangeNothing() {
        ControlledGateway gateway = gateway();
        log.api("Default/a", api("a", 5));
        log.api("Default/b", api("b", 6));
        log.apiTombstone("Default/b", 7);
        // A drainer that was killed after its commit sends the same once more.
        log.api("Default/a", api("a", 4));
        log.api("Default/a", SampleApi.of("a").at("/changed", "/changed/1").version(5));
        log.api("Default/b", api("b", 6));
        log.apiTombstone("Default/a", 3);
        log.api("Default/end", api("end", 8));

        await().atMost(SOON).until(() -> gateway.version("end") == 8);

        assertThat(gateway.version("a")).isEqualTo(5);
        assertThat(gateway.plane.routes().route("/observer/1.0.0/x", null, Transport.HTTP))
                .isInstanceOf(RouteResult.Found.class);
        assertThat(gateway.version("b")).isZero();
    }

    @Test
    void aRecordOfAHigherSchemaLeavesWhatThereIsAndIsReported() {
        ControlledGateway gateway = gateway();
        log.api("Default/a", api("a", 5));
        log.raw(topics.apis(), "Default/a", "{\"schema\":2,\"shape\":\"new\"}".getBytes(UTF_8), 6, 2);
        log.raw(topics.access(), "client/x", "{\"schema\":2,\"version\":7}".getBytes(UTF_8), 7, 2);

        await().atMost(SOON).until(() -> gateway.plane.appliedApis().version() == 6);
        await().atMost(SOON).until(() -> gateway.plane.appliedAccess().version() == 7);

        assertThat(gateway.version("a")).isEqualTo(5);
        assertThat(gateway.plane.appliedApis().failures())
                .containsExactly(new Failure("Default/a", 6, "schema 2 is newer than this gateway"));
        assertThat(gateway.plane.appliedAccess().failures()).hasSize(1);

        log.api("Default/a", api("a", 8));
        await().atMost(SOON).until(() -> gateway.version("a") == 8);
        assertThat(gateway.plane.appliedApis().failures()).isEmpty();
    }

    @Test
    void aRecordThatCannotBeAppliedLeavesWhatThereIsAndIsReported() {
        ControlledGateway gateway = gateway();
        log.api("Default/a", api("a", 1));
        log.raw(topics.apis(), "Default/a", "no json".getBytes(UTF_8), 2, 1);
        log.raw(topics.apis(), "Default/null", "{\"schema\":1,\"version\":3}".getBytes(UTF_8), 3, 1);
        log.api("Default/b", SampleApi.of("b").at("/q/b", "/q/b").version(4));
        log.api("Default/c", api("another", 5));
        log.api("Default/end", api("end", 6));

        await().atMost(SOON).until(() -> gateway.version("end") == 6);

        assertThat(gateway.version("a")).isEqualTo(1);
        assertThat(gateway.plane.appliedApis().failures())
                .extracting(Failure::key)
                .containsExactly("Default/a", "Default/null", "Default/b", "Default/c");
        assertThat(gateway.threads.problems()).isEmpty();
    }

    @Test
    void whatIsNotForThisGatewayIsLeftAloneButCounts() {
        ControlledGateway gateway = gateway();
        log.raw(topics.apis(), "Other/a", "whatever".getBytes(UTF_8), 5, 1);
        log.raw(topics.access(), "kind-of-tomorrow/a", "whatever".getBytes(UTF_8), 6, 1);

        await().atMost(SOON).until(() -> gateway.plane.appliedApis().version() == 5);
        await().atMost(SOON).until(() -> gateway.plane.appliedAccess().version() == 6);

        assertThat(gateway.plane.appliedApis().failures()).isEmpty();
        assertThat(gateway.plane.appliedAccess().failures()).isEmpty();
    }

    @Test
    void revokingUnsubscribingAndDeletingAsTombstonesHoldAlsoThroughARestart() {
        TestIssuer issuer = TestIssuer.withKey("key-1");
        log.api("Default/api", api("api", 1));
        log.access(AccessKey.signingKey("key-1"), issuer.record(2));
        log.access(AccessKey.application("app"), new Application(1, 3, "app", "App", "o", "Unlimited", "APPROVED"));
        log.access(AccessKey.client("client"), new Client(1, 4, "app", KeyType.PRODUCTION));
        log.access(AccessKey.subscription("app", "api"), subscription(5, SubscriptionState.UNBLOCKED));
        ControlledGateway gateway = gateway();
        gateway.awaitCaughtUp();
        assertThat(gateway.decide(issuer, "jti-1")).isInstanceOf(AdmitResult.Admitted.class);

        log.access(AccessKey.revoked("jti-1"), new Revoked(1, 6, LATER));
        await().atMost(SOON).until(() -> gateway.plane.appliedAccess().version() == 6);
        assertThat(gateway.decide(issuer, "jti-1")).isInstanceOf(AdmitResult.InvalidCredentials.class);
        assertThat(gateway.decide(issuer, "jti-2")).isInstanceOf(AdmitResult.Admitted.class);

        log.accessTombstone(AccessKey.subscription("app", "api"), 7);
        await().atMost(SOON).until(() -> gateway.plane.appliedAccess().version() == 7);
        assertThat(gateway.decide(issuer, "jti-2")).isInstanceOf(AdmitResult.Forbidden.class);

        ControlledGateway restarted = gateway();
        restarted.awaitCaughtUp();
        assertThat(restarted.decide(issuer, "jti-1")).isInstanceOf(AdmitResult.InvalidCredentials.class);
        assertThat(restarted.decide(issuer, "jti-2")).isInstanceOf(AdmitResult.Forbidden.class);
    }

    @Test
    void whatWasInTheTopicWhenTheQuestionCameIsInForceWhenItIsAnswered() throws Exception {
        ControlledGateway gateway = gateway();
        gateway.awaitCaughtUp();

        List<Long> millis = new ArrayList<>();
        for (int i = 1; i <= 50; i++) {
            log.accessAtOnce(AccessKey.revoked("jti-" + i), new Revoked(1, i, LATER));
            long asked = System.nanoTime();
            gateway.plane.readAccessToPresentEnd().toCompletableFuture().get();
            millis.add((System.nanoTime() - asked) / 1_000_000);
            assertThat(gateway.plane.appliedAccess().version()).isEqualTo(i);
        }

        Collections.sort(millis);
        assertThat(millis.get(25))
                .as("median of %s ms: the bound is 500", millis)
                .isLessThan(300);
    }

    @Test
    void aReportedVersionNeverRunsAheadOfWhatRoutingAndAdmissionSee() throws Exception {
        ControlledGateway gateway = gateway();
        gateway.awaitCaughtUp();
        TestIssuer issuer = TestIssuer.withKey("key-1");
        log.access(AccessKey.signingKey("key-1"), issuer.record(1));
        log.access(AccessKey.application("app"), new Application(1, 2, "app", "App", "o", "Unlimited", "APPROVED"));
        log.access(AccessKey.client("client"), new Client(1, 3, "app", KeyType.PRODUCTION));
        log.access(AccessKey.subscription("app", "api"), subscription(4, SubscriptionState.UNBLOCKED));
        log.api("Default/api", api("api", 5));
        await().atMost(SOON).until(() -> gateway.version("api") == 5);
        AtomicBoolean done = new AtomicBoolean();
        CompletableFuture<Long> watcher = CompletableFuture.supplyAsync(() -> watch(gateway, done));

        long seed = System.nanoTime();
        Random random = new Random(seed);
        long version = 6;
        for (int i = 0; i < 100; i++) {
            log.api("Default/api", api("api", version++));
            if (random.nextInt(4) == 0) {
                log.api("Default/other", api("other", version++));
            }
        }
        long last = version - 1;
        await().atMost(SOON).until(() -> gateway.plane.appliedApis().version() == last);
        done.set(true);

        assertThat(watcher.get()).as("observations, seed %d", seed).isPositive();
    }

    /** A version that was reported for an API is the one that is routed, or an older one. */
    private static long watch(ControlledGateway gateway, AtomicBoolean done) {
        long observed = 0;
        long reported = 0;
        while (!done.get()) {
            long applied = gateway.plane.appliedApis().version();
            long api = gateway.version("api");
            long other = gateway.version("other");
            assertThat(Math.max(api, other)).isGreaterThanOrEqualTo(applied);
            assertThat(applied).isGreaterThanOrEqualTo(reported);
            observed += applied == reported ? 0 : 1;
            reported = applied;
        }
        return observed;
    }

    private void awaitCompaction() {
        await().atMost(SOON).until(() -> {
            // A new segment is begun by a write; only closed ones are compacted, and the last record of a key stays.
            log.api("Default/kept", api("kept", VERSIONS));
            return recordsIn(topics.apis().name()) < VERSIONS;
        });
    }

    private int recordsIn(String kafkaTopic) {
        int[] records = {0};
        try (LogReader reader = new LogReader(settings(), List.of(new TopicPartition(kafkaTopic, 0)))) {
            reader.readToPresentEnd(Duration.ofMillis(100), _ -> records[0]++);
        }
        return records[0];
    }

    private static ApiRecord api(String apiId, long version) {
        return SampleApi.of(apiId).at("/observer", "/observer/1.0.0").version(version);
    }

    private static Subscription subscription(long version, SubscriptionState state) {
        return new Subscription(1, version, "subscription", "Unlimited", state);
    }

    private Map<String, Object> settings() {
        return new HashMap<>(Map.of("bootstrap.servers", bootstrapServers));
    }

    private ControlledGateway gateway() {
        ControlledGateway gateway = new ControlledGateway(settings(), log.admin(), topics);
        opened.add(gateway.plane);
        return gateway;
    }
}
