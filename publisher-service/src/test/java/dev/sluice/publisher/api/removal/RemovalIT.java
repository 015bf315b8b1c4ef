package dev.sluice.publisher.api.removal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.notNullValue;

import dev.sluice.model.access.AccessKey;
import dev.sluice.publisher.ControlLog;
import dev.sluice.publisher.PublisherTest;
import dev.sluice.publisher.Requests;
import dev.sluice.publisher.TestUser;
import dev.sluice.publisher.web.access.Role;
import io.restassured.RestAssured;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What goes with an API that is deleted. */
@PublisherTest
class RemovalIT {
    @ConfigProperty(name = "sluice.kafka.bootstrap-servers")
    String bootstrapServers = "";

    @ConfigProperty(name = "sluice.kafka.topic-prefix")
    String prefix = "";

    private Requests requests = new Requests(0);

    @BeforeEach
    void aim() {
        requests = new Requests(RestAssured.port);
    }

    @Test
    void aDeletedApiTakesItsEventsAndItsNameIsFreeAgain() throws Exception {
        String name = Requests.freshName();
        String apiId = requests.createApi(name);
        requests.makeLive(apiId);

        requests.asAdmin()
                .delete(Requests.PUBLISHER + "/apis/" + apiId)
                .then()
                .statusCode(200)
                .header("Sluice-Propagated", notNullValue());

        ConsumerRecord<String, byte[]> last =
                new ControlLog(bootstrapServers, prefix + ".apis").last("Default/" + apiId);
        assertThat(new String(last.headers().lastHeader("reason").value(), StandardCharsets.US_ASCII))
                .isEqualTo("deleted");
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", bootstrapServers))) {
            await().until(() -> !admin.listTopics().names().get().contains(prefix + ".events." + apiId));
        }
        requests.asAdmin().delete(Requests.PUBLISHER + "/apis/" + apiId).then().statusCode(404);
        requests.createApi(name);
    }

    @Test
    void anApiWithSubscriptionsStays() {
        String apiId = requests.liveApi();
        requests.subscribe(requests.createApplication(), apiId).then().statusCode(201);

        requests.asAdmin()
                .delete(Requests.PUBLISHER + "/apis/" + apiId)
                .then()
                .statusCode(409)
                .body("code", equalTo(409))
                .body("description", containsString("retire"));
        requests.asAdmin().get(Requests.PUBLISHER + "/apis/" + apiId).then().statusCode(200);
    }

    @Test
    void aRetiredApiTakesItsSubscriptionsWithIt() {
        String apiId = requests.liveApi();
        String application = requests.createApplication();
        requests.subscribe(application, apiId).then().statusCode(201);
        for (String action : List.of("Deprecate", "Retire")) {
            requests.changeLifecycle(apiId, action).then().statusCode(200);
        }

        requests.asAdmin()
                .delete(Requests.PUBLISHER + "/apis/" + apiId)
                .then()
                .statusCode(200)
                .header("Sluice-Propagated", notNullValue());

        requests.asAdmin()
                .queryParam("applicationId", application)
                .get(Requests.DEVPORTAL + "/subscriptions")
                .then()
                .body("list", empty());
        await().untilAsserted(() -> assertThat(new ControlLog(bootstrapServers, prefix + ".access")
                        .last(AccessKey.subscription(application, apiId).toString())
                        .value())
                .isNull());
    }

    @Test
    void anApplicationTakesItsKeysAndSubscriptionsWithIt() {
        String apiId = requests.liveApi();
        String application = requests.createApplication();
        requests.subscribe(application, apiId).then().statusCode(201);
        String consumerKey = requests.asAdmin()
                .body(Map.of("keyType", "PRODUCTION", "grantTypesToBeSupported", List.of("client_credentials")))
                .post(Requests.DEVPORTAL + "/applications/" + application + "/generate-keys")
                .path("consumerKey");
        String path = Requests.DEVPORTAL + "/applications/" + application;
        requests.as(TestUser.with(requests, Role.SUBSCRIBER))
                .delete(path)
                .then()
                .statusCode(404)
                .body("code", equalTo(900307));

        requests.asAdmin().delete(path).then().statusCode(200).header("Sluice-Propagated", notNullValue());

        requests.asAdmin().get(path).then().statusCode(404);
        requests.asAdmin().delete(path).then().statusCode(404);
        for (AccessKey gone : List.of(
                AccessKey.application(application),
                AccessKey.client(consumerKey),
                AccessKey.subscription(application, apiId))) {
            await().untilAsserted(() -> assertThat(new ControlLog(bootstrapServers, prefix + ".access")
                            .last(gone.toString())
                            .value())
                    .as("%s", gone)
                    .isNull());
        }
        requests.asAdmin().delete(Requests.PUBLISHER + "/apis/" + apiId).then().statusCode(200);
    }
}
