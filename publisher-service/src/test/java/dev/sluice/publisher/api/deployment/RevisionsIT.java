package dev.sluice.publisher.api.deployment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.notNullValue;

import dev.sluice.publisher.ControlLog;
import dev.sluice.publisher.PublisherTest;
import dev.sluice.publisher.Requests;
import io.restassured.RestAssured;
import io.restassured.response.Response;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Snapshots of an API, and where they are live. */
@PublisherTest
class RevisionsIT {
    private static final List<Map<String, Object>> HERE =
            List.of(Map.of("name", "Default", "vhost", "localhost", "displayOnDevportal", true));

    @ConfigProperty(name = "sluice.kafka.bootstrap-servers")
    String bootstrapServers = "";

    @ConfigProperty(name = "sluice.kafka.topic-prefix")
    String prefix = "";

    private Requests requests = new Requests(0);
    private String apiId = "";
    private String api = "";
    private String revisions = "";

    @BeforeEach
    void create() {
        requests = new Requests(RestAssured.port);
        apiId = requests.createApi(Requests.freshName());
        api = Requests.PUBLISHER + "/apis/" + apiId;
        revisions = api + "/revisions";
    }

    @Test
    void aRevisionIsNumberedAndDescribed() {
        requests.asAdmin()
                .body(Map.of("description", "d".repeat(255)))
                .post(revisions)
                .then()
                .statusCode(201)
                .body("displayName", equalTo("Revision 1"))
                .body("description.length()", equalTo(255))
                .body("apiInfo.id", equalTo(apiId))
                .body("deploymentInfo", empty());
        requests.asAdmin()
                .body(Map.of("description", "d".repeat(256)))
                .post(revisions)
                .then()
                .statusCode(400)
                .body("error.code", contains("description"));
        requests.asAdmin().post(revisions).then().statusCode(201).body("displayName", equalTo("Revision 2"));
    }

    @Test
    void aNumberIsNeverUsedAgain() {
        String first = requests.createRevision(apiId);
        requests.asAdmin()
                .delete(revisions + "/" + first)
                .then()
                .statusCode(200)
                .body("count", equalTo(0));

        requests.asAdmin().body(Map.of()).post(revisions).then().body("displayName", equalTo("Revision 2"));
    }

    @Test
    void ofManyRevisionsMadeAtOnceFiveAreMadeWithNumbersOfTheirOwn() throws Exception {
        List<Callable<Response>> work = new ArrayList<>();
        for (int i = 0; i < 8; i++) {
            work.add(() -> requests.asAdmin().body(Map.of()).post(revisions));
        }

        List<String> names = new ArrayList<>();
        List<Integer> refused = new ArrayList<>();
        try (ExecutorService threads = Executors.newFixedThreadPool(work.size())) {
            for (Future<Response> done : threads.invokeAll(work)) {
                if (done.get().statusCode() == 201) {
                    names.add(done.get().path("displayName"));
                } else {
                    refused.add(done.get().<Integer>path("code"));
                }
            }
        }

        assertThat(names)
                .containsExactlyInAnyOrder("Revision 1", "Revision 2", "Revision 3", "Revision 4", "Revision 5");
        assertThat(refused).containsExactly(900351, 900351, 900351);
    }

    @Test
    void aRestoredRevisionIsTheDesignAgain() {
        requests.changeApi(apiId, "description", "first").then().statusCode(200);
        String first = requests.createRevision(apiId);
        requests.changeApi(apiId, "description", "second").then().statusCode(200);

        requests.asAdmin()
                .queryParam("revisionId", first)
                .post(api + "/restore-revision")
                .then()
                .statusCode(201)
                .body("id", equalTo(apiId))
                .body("description", equalTo("first"));
        assertThat(requests.readApi(apiId)).containsEntry("description", "first");
    }

    @Test
    void whatIsUnknownIsNotFoundOnEveryRoute() {
        String any = UUID.randomUUID().toString();
        String other = requests.createRevision(requests.createApi(Requests.freshName()));
        for (String revision : List.of(any, other, "none")) {
            requests.asAdmin()
                    .get(revisions + "/" + revision)
                    .then()
                    .statusCode(404)
                    .body("code", equalTo(900347));
            requests.asAdmin()
                    .delete(revisions + "/" + revision)
                    .then()
                    .statusCode(404)
                    .body("code", equalTo(900347));
            for (String action : List.of("deploy-revision", "undeploy-revision", "restore-revision")) {
                requests.asAdmin()
                        .queryParam("revisionId", revision)
                        .body(HERE)
                        .post(api + "/" + action)
                        .then()
                        .statusCode(404)
                        .body("code", equalTo(900347));
            }
        }
        String unknown = Requests.PUBLISHER + "/apis/" + any;
        for (String path : List.of("/revisions", "/revisions/" + any, "/deployments")) {
            requests.asAdmin().get(unknown + path).then().statusCode(404).body("code", equalTo(900308));
        }
        for (String action : List.of("deploy-revision", "undeploy-revision", "restore-revision")) {
            requests.asAdmin()
                    .queryParam("revisionId", any)
                    .body(HERE)
                    .post(unknown + "/" + action)
                    .then()
                    .statusCode(404)
                    .body("code", equalTo(900308));
        }
        requests.asAdmin()
                .body(Map.of("displayOnDevportal", false))
                .put(api + "/deployments/Default")
                .then()
                .statusCode(404)
                .body("code", equalTo(900356));
    }

    @Test
    void aListTellsWhatIsDeployed() {
        String live = requests.createRevision(apiId);
        String spare = requests.createRevision(apiId);
        requests.deploy(apiId, live).then().statusCode(201);

        requests.asAdmin().get(revisions).then().body("list.id", contains(live, spare));
        requests.asAdmin()
                .queryParam("query", "deployed:true")
                .get(revisions)
                .then()
                .body("list.id", contains(live))
                .body("list[0].deploymentInfo[0].vhost", equalTo("localhost"))
                .body("list[0].deploymentInfo[0].status", equalTo("APPROVED"));
        requests.asAdmin()
                .queryParam("query", "deployed:false")
                .get(revisions)
                .then()
                .body("list.id", contains(spare));
        requests.asAdmin()
                .queryParam("query", "deployed:maybe")
                .get(revisions)
                .then()
                .statusCode(400)
                .body("error.code", contains("query"));
    }

    @Test
    void oneRevisionIsLiveInAnEnvironment() {
        String first = requests.createRevision(apiId);
        String second = requests.createRevision(apiId);
        requests.deploy(apiId, first).then().statusCode(201);
        requests.deploy(apiId, second).then().statusCode(201);

        requests.asAdmin()
                .get(api + "/deployments")
                .then()
                .body("list", hasSize(1))
                .body("list[0].revisionUuid", equalTo(second));
        requests.undeploy(apiId, first).then().statusCode(404).body("code", equalTo(900356));
        requests.asAdmin().delete(revisions + "/" + first).then().statusCode(200);
    }

    @Test
    void aVhostMayBeLeftOutAndAnEnvironmentNamedOnceOnly() {
        String revision = requests.createRevision(apiId);
        requests.asAdmin()
                .queryParam("revisionId", revision)
                .body(List.of(Map.of("name", "Default"), Map.of("name", "Default")))
                .post(api + "/deploy-revision")
                .then()
                .statusCode(400)
                .body("error.code", contains("deployments[1].name"));
        requests.asAdmin()
                .queryParam("revisionId", revision)
                .body(List.of(Map.of("name", "Default")))
                .post(api + "/deploy-revision")
                .then()
                .statusCode(201)
                .body("[0].vhost", equalTo("localhost"));
    }

    @Test
    void aRevisionIsUndeployedByItsNumberAndEverywhere() {
        String revision = requests.createRevision(apiId);
        requests.deploy(apiId, revision).then().statusCode(201);

        requests.asAdmin()
                .queryParam("revisionNumber", 1)
                .queryParam("allEnvironments", true)
                .post(api + "/undeploy-revision")
                .then()
                .statusCode(201)
                .header("Sluice-Propagated", notNullValue());

        requests.asAdmin().get(api + "/deployments").then().body("list", empty());
        ControlLog log = new ControlLog(bootstrapServers, prefix + ".apis");
        await().until(() -> log.last("Default/" + apiId).value() == null);
        assertThat(log.last("Default/" + apiId).headers().lastHeader("reason")).isNull();
    }

    @Test
    void aDeploymentIsHiddenFromDevelopersAndNothingElseOfItChanges() {
        String revision = requests.createRevision(apiId);
        requests.deploy(apiId, revision).then().statusCode(201);
        String encoded =
                Base64.getUrlEncoder().withoutPadding().encodeToString("Default".getBytes(StandardCharsets.UTF_8));

        for (String deployment : List.of("Default", encoded)) {
            requests.asAdmin()
                    .body(Map.of("displayOnDevportal", false, "revisionUuid", revision))
                    .put(api + "/deployments/" + deployment)
                    .then()
                    .statusCode(200)
                    .body("displayOnDevportal", equalTo(false));
        }
        requests.asAdmin()
                .body(Map.of("displayOnDevportal", true, "vhost", "elsewhere"))
                .put(api + "/deployments/Default")
                .then()
                .statusCode(400)
                .body("error.code", contains("vhost"));
        requests.asAdmin().get(api + "/deployments").then().body("list[0].displayOnDevportal", equalTo(false));
    }

    @Test
    void aRetiredApiIsNotDeployed() {
        for (String action : List.of("Publish", "Deprecate", "Retire")) {
            requests.changeLifecycle(apiId, action).then().statusCode(200);
        }

        requests.deploy(apiId, requests.createRevision(apiId))
                .then()
                .statusCode(400)
                .body("description", containsString("retired"));
    }

    @Test
    void theEnvironmentsAreThoseOfTheConfiguration() {
        requests.asAdmin()
                .get(Requests.PUBLISHER + "/environments")
                .then()
                .statusCode(200)
                .body("count", equalTo(1))
                .body("list[0].name", equalTo("Default"))
                .body("list[0].vhosts[0].host", equalTo("localhost"))
                .body("list[0].vhosts[0].httpPort", equalTo(8280));
        requests.asAdmin()
                .get(Requests.PUBLISHER + "/settings")
                .then()
                .statusCode(200)
                .body("environment[0].id", equalTo("Default"));
    }
}
