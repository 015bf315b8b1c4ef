package dev.sluice.publisher.usage.quota;

import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;

import dev.sluice.kafka.KafkaConfig;
import dev.sluice.model.quota.Period;
import dev.sluice.model.quota.Window;
import dev.sluice.model.quota.WindowUnit;
import dev.sluice.model.topic.KafkaTopics;
import dev.sluice.publisher.PublisherTest;
import dev.sluice.publisher.Requests;
import dev.sluice.publisher.TestUser;
import dev.sluice.publisher.web.access.Role;
import io.restassured.RestAssured;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What an application has left, as gateways report its use. */
@PublisherTest
class QuotaLeftIT {
    @Inject
    KafkaTopics topics;

    @Inject
    KafkaConfig kafka;

    @Test
    void theOwnerSeesWhatEachPlanHasLeft() {
        // Given
        Requests requests = new Requests(RestAssured.port);
        String name = Requests.freshName();
        Map<String, Object> api = Requests.api(name, "policies", List.of("AsyncBronze", "AsyncUnlimited"));
        String apiId =
                requests.asAdmin().body(api).post(Requests.PUBLISHER + "/apis").path("id");
        requests.makeLive(apiId);
        String unlimited = requests.liveApi();
        String applicationId = requests.asAdmin()
                .body(Map.of("name", Requests.freshName(), "throttlingPolicy", "10PerMin"))
                .post(Requests.DEVPORTAL + "/applications")
                .path("applicationId");
        String subscriptionId = requests.asAdmin()
                .body(Map.of("applicationId", applicationId, "apiId", apiId, "throttlingPolicy", "AsyncBronze"))
                .post(Requests.DEVPORTAL + "/subscriptions")
                .path("subscriptionId");
        requests.subscribe(applicationId, unlimited).then().statusCode(201);
        Window today = new Period(WindowUnit.DAY, 1).windowAt(Instant.now());

        // When
        TestQuota quota = new TestQuota(kafka.bootstrapServers(), topics, "s:" + subscriptionId, today);
        quota.send("gateway-1", 1_000);
        quota.send("gateway-2", 234);

        // Then
        String path = Requests.DEVPORTAL + "/applications/" + applicationId + "/quota";
        await().untilAsserted(() -> requests.asAdmin()
                .get(path)
                .then()
                .statusCode(200)
                .body("list.find { it.plan == 'AsyncBronze' }.limits[0].used", equalTo(1_234)));
        requests.asAdmin()
                .get(path)
                .then()
                .body("count", equalTo(3))
                .body("list[0].counter", equalTo("application"))
                .body("list[0].plan", equalTo("10PerMin"))
                .body("list[0].limits.left", contains(10))
                .body("list[0].limits.unit", contains("MINUTE"))
                .body("list.find { it.subscriptionId == '" + subscriptionId + "' }.apiName", equalTo(name))
                .body("list.find { it.plan == 'AsyncBronze' }.limits.limit", contains(5_000))
                .body("list.find { it.plan == 'AsyncBronze' }.limits.left", contains(3_766))
                .body("list.find { it.plan == 'AsyncBronze' }.limits.type", contains("events"))
                .body(
                        "list.find { it.plan == 'AsyncBronze' }.limits.resetsAt",
                        contains(today.end().toString()))
                .body("list.find { it.plan == 'AsyncUnlimited' }.limits", empty());
        TestUser stranger = TestUser.with(requests, Role.SUBSCRIBER);
        requests.as(stranger).get(path).then().statusCode(404);
    }
}
