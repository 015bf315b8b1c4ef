package dev.sluice.publisher.web.openapi;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sluice.publisher.PublisherTest;
import dev.sluice.publisher.Requests;
import io.restassured.RestAssured;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Every route that takes a JSON body names a field of it that it does not know. */
@PublisherTest
class IgnoredFieldsIT {
    private static final String UNKNOWN = "misspelt";

    @Test
    void noRouteDropsAFieldOfItsBodyInSilence() {
        Requests requests = new Requests(RestAssured.port);
        RouteFixture prepared = RouteFixture.by(requests);
        // Of which the prepared subscription is none.
        String applicationId = requests.createApplication();
        List<Document.Operation> operations = Document.served().operations().stream()
                .filter(operation -> !type(operation).isEmpty())
                .toList();

        assertThat(operations).hasSizeGreaterThan(10).allSatisfy(operation -> {
            Response answer = send(operation, prepared, applicationId);

            assertThat(answer.statusCode()).as(answer.asString()).isBetween(200, 299);
            assertThat(answer.header("Sluice-Ignored-Fields")).endsWith(UNKNOWN);
        });
    }

    @Test
    void whatWasReadIsSentBackWithoutAWord() {
        Requests requests = new Requests(RestAssured.port);
        RouteFixture prepared = RouteFixture.by(requests);
        String api = Requests.PUBLISHER + "/apis/" + prepared.id("apiId");
        Object deployment =
                requests.asAdmin().get(api + "/deployments").jsonPath().get("list[0]");

        for (String path : List.of(api + "/topics", "/scim2/Users/" + prepared.id("userId"))) {
            Object read = requests.asAdmin().get(path).jsonPath().get("$");
            expectNothingIgnored(requests.asAdmin().body(read).put(path));
        }
        expectNothingIgnored(requests.asAdmin().body(deployment).put(api + "/deployments/Default"));
    }

    private static void expectNothingIgnored(Response answer) {
        assertThat(answer.statusCode()).as(answer.asString()).isEqualTo(200);
        assertThat(answer.header("Sluice-Ignored-Fields")).isNull();
    }

    /** Of its JSON body; empty = it takes none. */
    private static String type(Document.Operation operation) {
        return content(operation)
                .propertyStream()
                .map(java.util.Map.Entry::getKey)
                .filter(type -> type.endsWith("json"))
                .findFirst()
                .orElse("");
    }

    private static JsonNode content(Document.Operation operation) {
        return operation
                .document()
                .resolve(operation.node().path("requestBody"))
                .path("content");
    }

    private static Response send(Document.Operation operation, RouteFixture prepared, String applicationId) {
        RequestSpecification request = RestAssured.given()
                .port(RestAssured.port)
                .header("Authorization", prepared.authorization(operation))
                .contentType(type(operation))
                .body(body(operation, prepared, applicationId).toString());
        operation.parameters("path").forEach(each -> request.pathParam(each.name(), prepared.id(each.name())));
        operation.parameters("query").stream()
                .filter(each -> each.name().equals("revisionId"))
                .forEach(each -> request.queryParam(each.name(), prepared.id(each.name())));
        return request.request(operation.method(), operation.path());
    }

    /** With an unknown field after the others. */
    private static JsonNode body(Document.Operation operation, RouteFixture prepared, String applicationId) {
        JsonNode body = prepared.body(operation).orElseGet(() -> new JsonMapper().createObjectNode());
        ObjectNode object = body instanceof ArrayNode list ? (ObjectNode) list.get(0) : (ObjectNode) body;
        if (object.has("applicationId")) {
            object.put("applicationId", applicationId);
        }
        object.put(UNKNOWN, "x");
        return body;
    }
}
