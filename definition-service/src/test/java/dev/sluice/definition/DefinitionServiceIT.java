package dev.sluice.definition;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;

import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import io.restassured.config.EncoderConfig;
import io.restassured.config.RestAssuredConfig;
import io.restassured.specification.RequestSpecification;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The routes of the running service. */
@QuarkusTest
@TestProfile(DefinitionServiceIT.Settings.class)
class DefinitionServiceIT {
    /** A free port. */
    public static class Settings implements QuarkusTestProfile {
        @Override
        public Map<String, String> getConfigOverrides() {
            return Map.of("sluice.node.id", "definition-1", "quarkus.http.test-port", "0");
        }
    }

    private static RequestSpecification sending(byte[] body, String mediaType) {
        RestAssuredConfig plain = RestAssuredConfig.config()
                .encoderConfig(
                        EncoderConfig.encoderConfig().appendDefaultContentCharsetToContentTypeIfUndefined(false));
        return given().config(plain).header("Content-Type", mediaType).body(body);
    }

    private static RequestSpecification design() {
        return sending(Fixtures.bytes("generate/server-sent-events.json"), "application/json");
    }

    @Test
    void aDocumentIsGeneratedInBothVersionsAndFormats() {
        String yaml = design().post("/v1/generate?version=2.6.0&format=yaml")
                .then()
                .statusCode(200)
                .header("Content-Type", containsString("application/yaml"))
                .extract()
                .asString();
        assertThat(yaml).isEqualTo(Fixtures.text("generate/server-sent-events-2.6.yaml"));
        design().post("/v1/generate")
                .then()
                .statusCode(200)
                .body(equalTo(Fixtures.text("generate/server-sent-events-3.0.yaml")));
        design().post("/v1/generate?format=json")
                .then()
                .statusCode(200)
                .header("Content-Type", containsString("application/json"))
                .body("asyncapi", equalTo("3.0.0"));
    }

    @Test
    void whatCannotBeGeneratedIsRefusedWithTheReason() {
        design().post("/v1/generate?version=3.1.0")
                .then()
                .statusCode(400)
                .body("findings[0].message", containsString("2.6.0, 3.0.0"));
        design().post("/v1/generate?format=xml").then().statusCode(400);
        sending(Fixtures.utf8("{\"name\":\"a\"}"), "application/json")
                .post("/v1/generate")
                .then()
                .statusCode(422)
                .body("findings[0].message", equalTo("version is required"));
        sending(Fixtures.utf8("secret{"), "application/json")
                .post("/v1/generate")
                .then()
                .statusCode(422)
                .body("findings[0].message", equalTo("the body is no design"));
    }

    @Test
    void findingsSayWhatIsWrongAndWhere() {
        sending(Fixtures.bytes("asyncapi/invalid/3.0-tags-at-root.yaml"), "application/yaml")
                .post("/v1/validate")
                .then()
                .statusCode(200)
                .body("valid", equalTo(false))
                .body("asyncapi", equalTo("3.0.0"))
                .body("findings.rule", hasItem("schema"));
        sending(Fixtures.bytes("generate/server-sent-events-3.0.yaml"), "text/plain")
                .post("/v1/validate")
                .then()
                .statusCode(200)
                .body("valid", equalTo(true));
    }

    @Test
    void aTextThatIsTooLongIsAFindingToo() {
        sending(new byte[(2 << 20) + 1], "application/yaml")
                .post("/v1/validate")
                .then()
                .statusCode(200)
                .body("findings[0].rule", equalTo("too-large"));
    }

    @Test
    void anApiIsImportedOrRefusedWithFindings() {
        sending(Fixtures.bytes("importing/wso2-3.0.yaml"), "application/yaml")
                .post("/v1/import")
                .then()
                .statusCode(200)
                .body("name", equalTo("Market"))
                .body("topics.target", hasItem("/prices/{symbol}"));
        sending(Fixtures.bytes("asyncapi/invalid/duplicate-key.yaml"), "application/yaml")
                .post("/v1/import")
                .then()
                .statusCode(422)
                .body("findings[0].rule", equalTo("duplicate-key"))
                .body("findings[0].line", equalTo(3));
    }

    @Test
    void aDocumentIsWrittenInTheOtherFormatWithAllThatIsInIt() {
        byte[] yaml = Fixtures.utf8("""
                # kept in YAML only
                asyncapi: 2.6.0
                info: {title: a, version: '1.0', x-own: [1.50, true, null, 'no']}
                channels: {}
                """);
        String json = sending(yaml, "application/yaml")
                .post("/v1/convert?format=json")
                .then()
                .statusCode(200)
                .header("Content-Type", containsString("application/json"))
                .body("info.version", equalTo("1.0"))
                .body("info.x-own[3]", equalTo("no"))
                .extract()
                .asString();
        assertThat(json).contains("1.50");
        sending(Fixtures.utf8(json), "application/json")
                .post("/v1/convert?format=yaml")
                .then()
                .statusCode(200)
                .header("Content-Type", containsString("application/yaml"))
                .body(equalTo("""
                        asyncapi: 2.6.0
                        info:
                          title: a
                          version: '1.0'
                          x-own:
                            - 1.50
                            - true
                            - null
                            - 'no'
                        channels: {}
                        """));
        sending(yaml, "application/yaml").post("/v1/convert?format=xml").then().statusCode(400);
        sending(Fixtures.utf8("a: ["), "application/yaml")
                .post("/v1/convert?format=json")
                .then()
                .statusCode(422)
                .body("findings[0].rule", equalTo("syntax"));
    }

    @Test
    void whatIsNotThereIsAbsent() {
        design().post("/v1/compare").then().statusCode(404);
        given().get("/v1/validate").then().statusCode(405);
        given().get("/q/health/ready").then().statusCode(200);
        assertThat(given().get("/q/metrics").statusCode()).isEqualTo(200);
    }

    @Test
    void whatIsMeasuredOfDocumentsIsThereBeforeThereIsOne() {
        assertThat(given().get("/q/metrics").asString())
                .contains(
                        "sluice_definition_document_seconds_count{task=\"import\"",
                        "sluice_definition_waiting_documents{lane=\"large\"");
    }

    @Test
    void requestsAreMeasuredByRouteAndStatusAndNothingThatClientsWriteIsALabel() {
        design().post("/v1/generate").then().statusCode(200);
        given().get("/q/health/ready").then().statusCode(200);
        given().get("/v1/made-up").then().statusCode(404);
        given().request("MADE", "/v1/generate").then().statusCode(405);

        await().untilAsserted(() -> assertThat(
                        given().get("/q/metrics").asString().lines())
                .filteredOn(line -> line.startsWith("sluice_definition_requests_seconds_count"))
                .anyMatch(line -> line.contains("method=\"POST\",route=\"/v1/generate\",status=\"200\""))
                .anyMatch(line -> line.contains("route=\"other\",status=\"404\""))
                .anyMatch(line -> line.contains("method=\"other\"") && line.contains("status=\"405\""))
                .noneMatch(line -> line.contains("made-up") || line.contains("MADE") || line.contains("health")));
    }
}
