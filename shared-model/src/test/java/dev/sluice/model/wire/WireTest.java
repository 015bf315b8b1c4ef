package dev.sluice.model.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sluice.model.access.AccessKey;
import dev.sluice.model.access.AccessRecord;
import dev.sluice.model.api.ApiAuth;
import dev.sluice.model.api.ApiRecord;
import dev.sluice.model.api.ApiStreaming;
import dev.sluice.model.api.ApiTopic;
import dev.sluice.model.api.Cors;
import dev.sluice.model.api.Endpoint;
import dev.sluice.model.api.EndpointSecurity;
import dev.sluice.model.api.KeyType;
import dev.sluice.model.api.LifecycleState;
import dev.sluice.model.api.RevisionRef;
import dev.sluice.model.api.TopicStreaming;
import dev.sluice.model.api.Transport;
import dev.sluice.model.control.ControlEvent;
import dev.sluice.model.control.GapReason;
import dev.sluice.model.node.DemandRecord;
import dev.sluice.model.node.NodeRecord;
import dev.sluice.model.problem.Problem;
import dev.sluice.model.quota.QuotaRecord;
import dev.sluice.model.quota.WindowUnit;
import dev.sluice.model.relay.BackendClass;
import dev.sluice.model.relay.ChannelState;
import dev.sluice.model.relay.Checkpoint;
import dev.sluice.model.relay.FeedState;
import dev.sluice.model.relay.StateRecord;
import dev.sluice.model.relay.UpstreamStatus;
import dev.sluice.model.usage.UsageRecord;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The golden files are the contract: a change here is a change of docs/contract.md and of both ends. */
class WireTest {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String API_ID = "0b8f4c1e-5a54-4f0e-9d7c-3a0d8f6f1c11";
    private static final String CHANNEL = API_ID + "|Default|P|/memory";
    private static final String FEED = "#feed/" + API_ID + "/0";

    record Case(String golden, Object record, Function<byte[], Object> read) {
        @Override
        public String toString() {
            return golden;
        }
    }

    static Stream<Case> records() {
        return Stream.of(
                new Case("apis", api(), Wire::readApi),
                access(
                        "access-application",
                        AccessKey.application("a"),
                        new AccessRecord.Application(1, 7, "a", "Dashboard", "admin", "Unlimited", "APPROVED")),
                access("access-client", AccessKey.client("k"), new AccessRecord.Client(1, 8, "a", KeyType.SANDBOX)),
                access(
                        "access-subscription",
                        AccessKey.subscription("a", API_ID),
                        new AccessRecord.Subscription(
                                1, 9, "s", "AsyncUnlimited", AccessRecord.SubscriptionState.PROD_ONLY_BLOCKED)),
                access(
                        "access-jwk",
                        AccessKey.signingKey("kid"),
                        new AccessRecord.SigningKey(
                                1,
                                10,
                                Map.of("kty", "RSA"),
                                AccessRecord.KeyUse.CURRENT,
                                "https://localhost:9443/oauth2/token")),
                access("access-revoked", AccessKey.revoked("jti"), new AccessRecord.Revoked(1, 11, 1_764_000_000_000L)),
                access(
                        "access-plan",
                        AccessKey.plan(AccessRecord.PlanLevel.SUBSCRIPTION, "AsyncGold"),
                        new AccessRecord.Plan(
                                1,
                                12,
                                "AsyncGold",
                                List.of(
                                        new AccessRecord.PlanLimit(
                                                AccessRecord.LimitType.EVENTS, 50_000, WindowUnit.DAY, 1),
                                        new AccessRecord.PlanLimit(
                                                AccessRecord.LimitType.BYTES, 1L << 30, WindowUnit.MONTH, 3)),
                                new AccessRecord.Burst(10, WindowUnit.SECOND, 1),
                                true,
                                5,
                                3_600_000L)),
                access(
                        "access-apikey",
                        AccessKey.apiKey("0".repeat(64)),
                        new AccessRecord.ApiKey(
                                1,
                                13,
                                "k",
                                API_ID,
                                "a",
                                KeyType.PRODUCTION,
                                1_764_000_000_000L,
                                List.of("203.0.113.7", "2001:db8::/32"),
                                List.of("https://example.com/*"))),
                access(
                        "access-deny",
                        AccessKey.deny("d"),
                        new AccessRecord.Deny(1, 14, AccessRecord.DenyType.IP_RANGE, "203.0.113.0/24", true)),
                access(
                        "access-issuer",
                        AccessKey.issuer("0".repeat(32)),
                        new AccessRecord.Issuer(
                                1,
                                15,
                                "https://id.example.com",
                                "example",
                                List.of(Map.of("kty", "RSA", "kid", "1")),
                                List.of("sluice"),
                                "azp",
                                "scope")),
                new Case("quota", QuotaRecord.ofWindow(12, 3400), Wire::readQuota),
                new Case("quota-open", QuotaRecord.ofConnections(3, 1_764_000_000_000L), Wire::readQuota),
                new Case(
                        "usage",
                        new UsageRecord(
                                1,
                                1_764_000_000_000L,
                                "gateway-1",
                                "i",
                                "Default",
                                API_ID,
                                "/*",
                                "a",
                                "s",
                                "AsyncGold",
                                KeyType.PRODUCTION,
                                12,
                                3400,
                                2,
                                3,
                                Map.of("client", 1L, "quota", 1L),
                                4,
                                List.of("k")),
                        Wire::readUsage),
                new Case(
                        "demand",
                        new DemandRecord(1, "i", API_ID, "Default", KeyType.PRODUCTION, "/*", "/memory", null),
                        json -> Wire.readDemand(CHANNEL + "#gateway-1", json)),
                new Case("state", state(), json -> ((StateRecord.OfChannel) Wire.readState(CHANNEL, json)).state()),
                new Case(
                        "feed",
                        new FeedState(1, 1200, 5310, List.of(800L, 1200L), "t", "relay-1"),
                        json -> ((StateRecord.OfFeed) Wire.readState(FEED, json)).state()),
                new Case(
                        "nodes",
                        new NodeRecord(
                                1,
                                NodeRecord.Kind.GATEWAY,
                                "i",
                                "Default",
                                NodeRecord.State.SERVING,
                                481,
                                950,
                                List.of(new NodeRecord.Failure("Default/x", 480, "schema 2")),
                                3,
                                "localhost:8280"),
                        json -> Wire.readNode("gateway/gateway-1", json)),
                new Case(
                        "gap",
                        new ControlEvent.Gap(
                                GapReason.RELAY_OUTAGE,
                                null,
                                null,
                                null,
                                Instant.parse("2026-11-24T08:00:00Z"),
                                Instant.parse("2026-11-24T08:00:02.500Z")),
                        Wire::readGap),
                new Case("end", new ControlEvent.End(ControlEvent.EndReason.BACKEND_ENDED), Wire::readEnd),
                new Case("design", DefinitionSamples.design(), Wire::readDesign),
                new Case("findings", DefinitionSamples.findings(), Wire::readFindings),
                new Case("imported-api", DefinitionSamples.imported(), Wire::readImportedApi));
    }

    private static Case access(String golden, AccessKey key, AccessRecord record) {
        return new Case(golden, record, json -> Wire.readAccess(key, json));
    }

    @ParameterizedTest
    @MethodSource("records")
    void everyRecordIsWrittenAsItsGoldenFileSays(Case expected) throws IOException {
        assertThat(JSON.readTree(Wire.write(expected.record()))).isEqualTo(golden(expected.golden()));
    }

    @ParameterizedTest
    @MethodSource("records")
    void everyGoldenFileIsReadAsItsRecord(Case expected) throws IOException {
        assertThat(expected.read().apply(JSON.writeValueAsBytes(golden(expected.golden()))))
                .isEqualTo(expected.record());
    }

    static Stream<Arguments> signIns() {
        String sealed = "v1.local-1.AAECAwQFBgcICQoL.7nS0Z1zSg3Y8u5cYyK3mQmVxq2W1";
        return Stream.of(
                Arguments.of("none", EndpointSecurity.NONE),
                Arguments.of("basic", new EndpointSecurity.Basic("jo", sealed)),
                Arguments.of("bearer", new EndpointSecurity.Bearer(sealed)),
                Arguments.of("header", new EndpointSecurity.Header("X-API-Key", sealed)),
                Arguments.of(
                        "oauth2",
                        new EndpointSecurity.ClientCredentials(
                                "https://id.example.com/token", "sluice", sealed, List.of("events:read"))));
    }

    @ParameterizedTest
    @MethodSource("signIns")
    void everyWayToSignInIsWrittenAndReadAsItsGoldenFileSays(String kind, EndpointSecurity security)
            throws IOException {
        JsonNode golden = golden("endpoint-security").path(kind);
        ObjectNode api = (ObjectNode) golden("apis");
        api.withObject("/endpoints/PRODUCTION").set("security", golden);

        assertThat(JSON.readTree(Wire.write(new Endpoint("u", security, "h"))).path("security"))
                .isEqualTo(golden);
        assertThat(Wire.readApi(JSON.writeValueAsBytes(api)).endpoints().get(KeyType.PRODUCTION))
                .isEqualTo(new Endpoint("http://localhost:8080", security, "h"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"type\":\"DANCE\"}",
                "{\"username\":\"jo\"}",
                "{\"type\":\"BASIC\",\"username\":\"jo\"}",
                "{\"type\":\"BASIC\",\"username\":\"jo\",\"password\":\"open-secret\"}"
            })
    void anApiThatSignsInAsNobodyCanIsUnreadable(String security) throws IOException {
        ObjectNode api = (ObjectNode) golden("apis");
        api.withObject("/endpoints/PRODUCTION").set("security", JSON.readTree(security));

        assertThatThrownBy(() -> Wire.readApi(JSON.writeValueAsBytes(api)))
                .isInstanceOf(UnreadableRecordException.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"apiId", "context", "basePath", "environment", "state", "eventPartitions"})
    void anApiWithoutWhatDecidesIsUnreadable(String field) throws IOException {
        ObjectNode api = (ObjectNode) golden("apis");
        api.remove(field);

        assertThatThrownBy(() -> Wire.readApi(JSON.writeValueAsBytes(api)))
                .isInstanceOf(UnreadableRecordException.class);
    }

    @Test
    void anApiWithoutSettingsHasTheUsualOnes() throws IOException {
        ObjectNode json = (ObjectNode) golden("apis");
        json.remove(List.of("auth", "cors", "streaming"));

        ApiRecord api = Wire.readApi(JSON.writeValueAsBytes(json));

        assertThat(api.auth()).isEqualTo(ApiAuth.DEFAULT);
        assertThat(api.cors()).isEqualTo(Cors.OFF);
        assertThat(api.streaming()).isEqualTo(ApiStreaming.DEFAULT);
    }

    @Test
    void crossOriginRulesThatCouldBreakAHeadAreUnreadable() throws IOException {
        ObjectNode json = (ObjectNode) golden("apis");
        json.putObject("cors").put("enabled", true).putArray("allowHeaders").add("X-One\r\nSet-Cookie: a=b");

        assertThatThrownBy(() -> Wire.readApi(JSON.writeValueAsBytes(json)))
                .isInstanceOf(UnreadableRecordException.class);
    }

    @Test
    void aRightWithoutWhatDecidesIsUnreadable() {
        byte[] nothing = "{\"schema\":1,\"version\":1}".getBytes(StandardCharsets.UTF_8);

        assertThatThrownBy(() -> Wire.readAccess(AccessKey.subscription("a", "b"), nothing))
                .isInstanceOf(UnreadableRecordException.class);
        assertThatThrownBy(() -> Wire.readAccess(AccessKey.client("k"), nothing))
                .isInstanceOf(UnreadableRecordException.class);
    }

    @ParameterizedTest
    @MethodSource("records")
    void fieldsOfALaterVersionAreIgnored(Case expected) throws IOException {
        // Given
        ObjectNode later = (ObjectNode) golden(expected.golden());
        later.put("ofALaterVersion", "x");

        // When
        Object read = expected.read().apply(JSON.writeValueAsBytes(later));

        // Then
        assertThat(read).isEqualTo(expected.record());
    }

    @Test
    void whatIsNoRecordSaysWhatWasExpected() {
        assertThatThrownBy(() -> Wire.readState(FEED, "[]".getBytes(StandardCharsets.UTF_8)))
                .isInstanceOf(UnreadableRecordException.class)
                .hasMessageContaining("FeedState");
        assertThatThrownBy(() -> Wire.readApi("null".getBytes(StandardCharsets.UTF_8)))
                .isInstanceOf(UnreadableRecordException.class);
        assertThatThrownBy(() -> Wire.readNode("gateway/g", "{\"kind\":\"tree\"}".getBytes(StandardCharsets.UTF_8)))
                .isInstanceOf(UnreadableRecordException.class);
    }

    /** As gateways write it that know of no keys. */
    @Test
    void usageWithoutKeysHasNone() throws IOException {
        ObjectNode usage = (ObjectNode) golden("usage");
        String key = Wire.readUsage(JSON.writeValueAsBytes(usage)).key();
        usage.remove("apiKeys");

        UsageRecord read = Wire.readUsage(JSON.writeValueAsBytes(usage));

        assertThat(read.apiKeys()).isEmpty();
        assertThat(read.key()).isEqualTo(key);
    }

    /** As publishers write it that know no other heartbeat. */
    @Test
    void aTopicWithoutAHeartbeatHasComments() throws IOException {
        ObjectNode api = (ObjectNode) golden("apis");
        ((ObjectNode) api.at("/topics/0/streaming")).remove("heartbeat");

        ApiRecord read = Wire.readApi(JSON.writeValueAsBytes(api));

        assertThat(read.topics().getFirst().streaming().heartbeat()).isEqualTo(TopicStreaming.Heartbeat.COMMENT);
    }

    @Test
    void aRefusalHasCodeMessageAndDescription() throws IOException {
        JsonNode body = JSON.readTree(Wire.write(Problem.INVALID_CREDENTIALS, "The token has expired."));

        assertThat(body).isEqualTo(golden("problem"));
    }

    @Test
    void theCatalogueOfRefusalsHasTheContractsStatusesAndCodes() throws IOException {
        ObjectNode catalogue = JSON.createObjectNode();
        for (Problem problem : Problem.values()) {
            catalogue.putObject(problem.name()).put("status", problem.status()).put("code", problem.code());
        }

        assertThat(catalogue).isEqualTo(golden("problems"));
    }

    private static JsonNode golden(String name) throws IOException {
        try (InputStream file = WireTest.class.getResourceAsStream("/contract/" + name + ".json")) {
            assertThat(file).as("golden file %s.json", name).isNotNull();
            return JSON.readTree(file);
        }
    }

    private static ApiRecord api() {
        return new ApiRecord(
                1,
                481,
                API_ID,
                "Observer",
                "/observer",
                "1.0.0",
                "/observer/1.0.0",
                false,
                "Default",
                List.of("localhost"),
                new RevisionRef("r", 1),
                LifecycleState.PUBLISHED,
                List.of(Transport.HTTP, Transport.HTTPS),
                1,
                Map.of(KeyType.PRODUCTION, new Endpoint("http://localhost:8080", EndpointSecurity.NONE, "h")),
                ApiAuth.DEFAULT,
                new Cors(
                        true,
                        List.of("https://app.example.com", "https://*.example.org"),
                        true,
                        List.of("Authorization"),
                        List.of("GET", "OPTIONS")),
                List.of(
                        new ApiTopic(
                                "/*",
                                null,
                                "Any",
                                List.of(),
                                new TopicStreaming(
                                        null,
                                        TopicStreaming.Resume.AUTO,
                                        TopicStreaming.SlowClient.REPLAY,
                                        TopicStreaming.OnGap.EARLIEST,
                                        true,
                                        TopicStreaming.Heartbeat.EVENT)),
                        new ApiTopic(
                                "/live",
                                "/v2/live",
                                "None",
                                List.of("s"),
                                new TopicStreaming(
                                        TopicStreaming.Pull.PINNED,
                                        TopicStreaming.Resume.IDS,
                                        TopicStreaming.SlowClient.CONFLATE,
                                        TopicStreaming.OnGap.LATEST,
                                        false,
                                        TopicStreaming.Heartbeat.COMMENT))),
                ApiStreaming.DEFAULT);
    }

    private static ChannelState state() {
        return new ChannelState(
                1,
                "k7f3q9zd0a",
                812,
                "u-812",
                List.of("hash"),
                BackendClass.UNKNOWN,
                "t",
                "h",
                1200,
                List.of(new Checkpoint(1, 801, 1_764_000_000_000L), new Checkpoint(812, 5309, 1_764_000_060_000L)),
                new UpstreamStatus(
                        UpstreamStatus.Upstream.BACKING_OFF, 503, "the backend answered 503", 1_764_000_061_000L),
                "relay-1",
                16,
                "s");
    }
}
