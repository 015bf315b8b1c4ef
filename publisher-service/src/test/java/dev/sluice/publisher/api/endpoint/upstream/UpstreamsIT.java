package dev.sluice.publisher.api.endpoint.upstream;

import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.nullValue;

import dev.sluice.kafka.KafkaConfig;
import dev.sluice.model.api.KeyType;
import dev.sluice.model.channel.Channel;
import dev.sluice.model.relay.ChannelState;
import dev.sluice.model.relay.UpstreamStatus.Upstream;
import dev.sluice.model.topic.KafkaTopics;
import dev.sluice.model.wire.Wire;
import dev.sluice.publisher.PublisherTest;
import dev.sluice.publisher.Requests;
import io.restassured.RestAssured;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.Map;
import java.util.UUID;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What the relays have told of an API's backends. */
@PublisherTest
class UpstreamsIT {
    private static final String ADMIN = "/api/am/admin/v4/upstreams";

    @Inject
    KafkaTopics topics;

    @Inject
    KafkaConfig kafka;

    private Requests requests = new Requests(0);

    @BeforeEach
    void aim() {
        requests = new Requests(RestAssured.port);
    }

    @Test
    void anApiWithoutListenersHasNone() {
        String apiId = requests.createApi(Requests.freshName());

        requests.asAdmin()
                .get(path(apiId))
                .then()
                .statusCode(200)
                .body("count", equalTo(0))
                .body("list", empty());
    }

    @Test
    void eachChannelIsListedAsItsLastCheckpointSays() {
        String apiId = requests.createApi(Requests.freshName());
        String other = requests.createApi(Requests.freshName());
        checkpoint(
                apiId,
                Map.of(
                        channel(apiId, "/prices/BBB", "rate=5"),
                        state(Upstream.REFUSED, 403, "no credentials", 0),
                        channel(apiId, "/prices/AAA", null),
                        state(Upstream.LIVE, 200, null, 17)));
        checkpoint(other, Map.of(channel(other, "/x", null), state(Upstream.IDLE, null, "nobody listens", 3)));

        requests.asAdmin()
                .get(path(apiId))
                .then()
                .statusCode(200)
                .body("list.path", contains("/prices/AAA", "/prices/BBB"))
                .body("list[0].status", equalTo("live"))
                .body("list[0].http", equalTo(200))
                .body("list[0].reason", nullValue())
                .body("list[0].since", equalTo("2026-09-21T14:13:20Z"))
                .body("list[0].events", equalTo(17))
                .body("list[0].backendClass", equalTo("A"))
                .body("list[0].relay", equalTo("relay-1"))
                .body("list[0].environment", equalTo("Default"))
                .body("list[0].keyType", equalTo("PRODUCTION"))
                .body("list[1].status", equalTo("refused"))
                .body("list[1].query", equalTo("rate=5"))
                .body("list[1].reason", equalTo("no credentials"));
        requests.asAdmin()
                .get(path(apiId) + "?limit=1&offset=1")
                .then()
                .statusCode(200)
                .body("list.path", contains("/prices/BBB"))
                .body("pagination.total", equalTo(2))
                .body("pagination.previous", equalTo("/apis/" + apiId + "/upstreams?limit=1&offset=0"));
    }

    @Test
    void whatIsNotBehindACheckpointDoesNotCount() {
        String apiId = requests.createApi(Requests.freshName());
        String torn = channel(apiId, "/torn", null);
        try (KafkaProducer<String, byte[]> relay = relay().transaction()) {
            relay.send(relay().record(apiId, torn, Wire.write(state(Upstream.LIVE, 200, null, 1))));
            relay.commitTransaction();
        }

        requests.asAdmin().get(path(apiId)).then().statusCode(200).body("list", hasSize(0));
    }

    @Test
    void theListOfApisSaysOfEachHowItStands() {
        // Given
        String name = Requests.freshName();
        String apiId = requests.createApi(name);
        String revisionId = requests.createRevision(apiId);
        requests.deploy(apiId, revisionId).then().statusCode(201);
        String quiet = requests.createApi(name + "Quiet");

        // When
        checkpoint(
                apiId,
                Map.of(
                        channel(apiId, "/a", null),
                        state(Upstream.LIVE, 200, null, 3),
                        channel(apiId, "/b", null),
                        state(Upstream.BACKING_OFF, 503, "the backend has answered 503", 9)));

        // Then
        await().atMost(Duration.ofSeconds(10))
                .untilAsserted(() -> requests.asAdmin()
                        .queryParam("query", "name:" + name)
                        .queryParam("sortBy", "updatedTime")
                        .queryParam("sortOrder", "asc")
                        .get(Requests.PUBLISHER + "/apis")
                        .then()
                        .statusCode(200)
                        .body("list.id", contains(apiId, quiet))
                        .body("list.streaming.topics", contains(1, 1))
                        .body("list.streaming.endpoint", contains("localhost:8080", "localhost:8080"))
                        .body("list[0].streaming.deployments.revisionId", contains(revisionId))
                        .body("list[0].streaming.deployments.revision", contains(1))
                        .body("list[1].streaming.deployments", empty())
                        .body("list.streaming.upstreams.state", contains("partly", "none"))
                        .body("list.streaming.upstreams.channels", contains(2, 0))
                        .body("list.streaming.upstreams.live", contains(1, 0))
                        .body("list[0].streaming.upstreams.reason", equalTo("the backend has answered 503")));
    }

    @Test
    void anAdminSeesThoseOfAllApisAndWhatIsInTroubleFirst() {
        // Given
        String name = Requests.freshName();
        String apiId = requests.createApi(name);
        String deleted = UUID.randomUUID().toString();
        checkpoint(
                apiId,
                Map.of(
                        channel(apiId, "/a", null),
                        state(Upstream.LIVE, 200, null, 3),
                        channel(apiId, "/b", null),
                        state(Upstream.BACKING_OFF, 503, "the backend has answered 503", 9)));
        checkpoint(deleted, Map.of(channel(deleted, "/c", null), state(Upstream.REFUSED, 403, "forbidden", 1)));

        // Then
        upstreams("?apiId=" + apiId)
                .body("list.api.id", contains(apiId, apiId))
                .body("list.api.name", contains(name, name))
                .body("list.api.version", contains("1.0.0", "1.0.0"))
                .body("list.upstream.path", contains("/b", "/a"))
                .body("list.upstream.status", contains("backing-off", "live"))
                .body("list[0].upstream.reason", equalTo("the backend has answered 503"));
        upstreams("?status=live&limit=1&apiId=" + apiId)
                .body("list.upstream.path", contains("/a"))
                .body("pagination.total", equalTo(1));
        upstreams("?limit=1&apiId=" + apiId)
                .body("pagination.next", equalTo("/upstreams?limit=1&offset=1&apiId=" + apiId));
        upstreams("?status=refused&limit=1000")
                .body("list.find { it.api.id == '" + deleted + "' }.upstream.path", equalTo("/c"))
                .body("list.find { it.api.id == '" + deleted + "' }.api.name", nullValue());
        upstreams("?limit=1").body("list.upstream.status", contains("refused"));
        requests.asAdmin()
                .get(ADMIN + "?status=broken")
                .then()
                .statusCode(400)
                .body("description", containsString("backing-off"));
    }

    private ValidatableResponse upstreams(String query) {
        return requests.asAdmin().get(ADMIN + query).then().statusCode(200);
    }

    @Test
    void unknownApisAndWrongPagesAreRefused() {
        String apiId = requests.createApi(Requests.freshName());

        requests.asAdmin()
                .get(path(UUID.randomUUID().toString()))
                .then()
                .statusCode(404)
                .body("code", equalTo(900308));
        requests.asAdmin().get(path(apiId) + "?limit=many").then().statusCode(400);
        requests.asVisitor().get(path(apiId)).then().statusCode(401);
    }

    private static String path(String apiId) {
        return Requests.PUBLISHER + "/apis/" + apiId + "/upstreams";
    }

    private static String channel(String apiId, String path, @Nullable String query) {
        return new Channel(apiId, "Default", KeyType.PRODUCTION, path, query).key();
    }

    private static ChannelState state(Upstream upstream, @Nullable Integer http, @Nullable String reason, long events) {
        return TestRelay.state(upstream, http, reason, events);
    }

    private void checkpoint(String apiId, Map<String, ChannelState> channels) {
        relay().checkpoint(apiId, channels);
    }

    private TestRelay relay() {
        return new TestRelay(kafka.bootstrapServers(), topics);
    }
}
