package dev.sluice.publisher.api.edit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.notNullValue;

import dev.sluice.model.wire.Wire;
import dev.sluice.publisher.ControlLog;
import dev.sluice.publisher.PublisherTest;
import dev.sluice.publisher.Requests;
import io.restassured.RestAssured;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Versions of an API, and the one that is found without a version in the path. */
@PublisherTest
class ApiVersionsIT {
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
    void aNewVersionHasTheDesignOfTheOldOneAndBeginsAnew() {
        String apiId = requests.liveApi();
        requests.changeApi(apiId, "tags", List.of("kept")).then().statusCode(200);

        requests.copyApi(apiId, "2.0.0", false)
                .then()
                .statusCode(201)
                .header("Location", containsString("/apis/"))
                .body("version", equalTo("2.0.0"))
                .body("name", equalTo(requests.readApi(apiId).get("name")))
                .body("context", equalTo(requests.readApi(apiId).get("context")))
                .body("lifeCycleStatus", equalTo("CREATED"))
                .body("isDefaultVersion", equalTo(false))
                .body("tags", contains("kept"));
    }

    @Test
    void aVersionThatIsThereIsNotMadeAgainWhateverItsCase() {
        String apiId = requests.createApi(Requests.freshName());
        requests.copiedApi(apiId, "v2", false);

        requests.copyApi(apiId, "1.0.0", false).then().statusCode(409).body("code", equalTo(900252));
        requests.copyApi(apiId, "V2", false).then().statusCode(409).body("code", equalTo(900252));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "a/b", "..", "1 0", "{version}", "0123456789012345678901234567890"})
    void aVersionThatIsNoneIsRefused(String version) {
        String apiId = requests.createApi(Requests.freshName());

        requests.copyApi(apiId, version, false).then().statusCode(400).body("error.code", contains("newVersion"));
    }

    @Test
    void anUnknownApiIsNotCopiedAndAMissingOneIsAskedFor() {
        requests.copyApi(UUID.randomUUID().toString(), "2", false)
                .then()
                .statusCode(404)
                .body("code", equalTo(900308));
        requests.asAdmin()
                .post(Requests.PUBLISHER + "/apis/copy-api")
                .then()
                .statusCode(400)
                .body("error.code", contains("apiId", "newVersion"));
    }

    @Test
    void ofManyThatMakeTheSameVersionAtOnceOneDoes() throws Exception {
        String apiId = requests.createApi(Requests.freshName());
        List<Callable<Integer>> work = new ArrayList<>();
        for (int i = 0; i < 6; i++) {
            work.add(() -> requests.copyApi(apiId, "2.0.0", true).statusCode());
        }

        List<Integer> statuses = new ArrayList<>();
        try (ExecutorService threads = Executors.newFixedThreadPool(work.size())) {
            for (Future<Integer> done : threads.invokeAll(work)) {
                statuses.add(done.get());
            }
        }

        assertThat(statuses).containsOnlyOnce(201).containsOnly(201, 409);
    }

    @Test
    void oneVersionIsTheDefault() {
        String first = requests.createApi(Requests.freshName());
        requests.changeApi(first, "isDefaultVersion", true).then().body("isDefaultVersion", equalTo(true));
        String second = requests.copiedApi(first, "2.0.0", true);

        assertThat(requests.readApi(first)).containsEntry("isDefaultVersion", false);
        assertThat(requests.readApi(second)).containsEntry("isDefaultVersion", true);

        requests.changeApi(first, "isDefaultVersion", true).then().statusCode(200);
        assertThat(requests.readApi(second)).containsEntry("isDefaultVersion", false);
    }

    @Test
    void theOldDefaultIsServedUntilTheNewOneIsUp() {
        String first = requests.liveApi();
        requests.changeApi(first, "isDefaultVersion", true)
                .then()
                .statusCode(200)
                .header("Sluice-Propagated", notNullValue());
        awaitDefault(first, true);

        // When
        String second = requests.copiedApi(first, "2.0.0", true);
        requests.deploy(second, requests.createRevision(second)).then().statusCode(201);

        // Then
        awaitDefault(second, false);
        awaitDefault(first, true);

        // When
        requests.publish(second).then().statusCode(200);

        // Then
        awaitDefault(second, true);
        awaitDefault(first, false);
    }

    @Test
    void withoutADefaultVersionNothingIsFoundWithoutAVersion() {
        String apiId = requests.liveApi();
        requests.changeApi(apiId, "isDefaultVersion", true).then().statusCode(200);
        awaitDefault(apiId, true);
        String second = requests.copiedApi(apiId, "2.0.0", true);

        requests.changeApi(second, "isDefaultVersion", false).then().statusCode(200);

        awaitDefault(apiId, false);
    }

    @Test
    void noOtherApiHasTheDefaultVersionsPath() {
        String name = Requests.freshName();
        String first = requests.asAdmin()
                .body(Requests.api(name, "context", "/{version}/" + name, "isDefaultVersion", true))
                .post(Requests.PUBLISHER + "/apis")
                .path("id");
        String other = requests.asAdmin()
                .body(Requests.api(Requests.freshName(), "context", "/" + name, "version", "9"))
                .post(Requests.PUBLISHER + "/apis")
                .path("id");
        assertThat(first).isNotNull();

        requests.changeApi(other, "isDefaultVersion", true)
                .then()
                .statusCode(409)
                .body("code", equalTo(900251));
    }

    /** What the gateways are told. */
    private void awaitDefault(String apiId, boolean isDefault) {
        await().untilAsserted(() -> assertThat(Wire.readApi(new ControlLog(bootstrapServers, prefix + ".apis")
                                .last("Default/" + apiId)
                                .value())
                        .defaultVersion())
                .isEqualTo(isDefault));
    }
}
