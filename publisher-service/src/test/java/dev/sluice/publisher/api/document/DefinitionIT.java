package dev.sluice.publisher.api.document;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasItems;
import static org.hamcrest.Matchers.nullValue;

import dev.sluice.publisher.PublisherTest;
import dev.sluice.publisher.Requests;
import io.restassured.RestAssured;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The routes with documents, against what the contract says the definition service answers. */
@PublisherTest
class DefinitionIT {
    private static final String DOCUMENT = "asyncapi: 2.6.0\n# a comment that must stay\n";
    private static final String ANY = "*/*";

    private Requests requests = new Requests(0);
    private DocumentForms forms = new DocumentForms(requests);

    @BeforeEach
    void aim() {
        requests = new Requests(RestAssured.port);
        forms = new DocumentForms(requests);
    }

    @Test
    void aValidDocumentIsShownWithWhatItTells() {
        forms.validate(DOCUMENT)
                .then()
                .statusCode(200)
                .body("isValid", equalTo(true))
                .body("content", equalTo(DOCUMENT))
                .body("info.name", equalTo("Prices"))
                .body("info.version", equalTo("1.0.0"))
                .body("info.context", equalTo("/events"))
                .body("info.asyncAPIVersion", equalTo("2.6.0"))
                .body("info.protocol", equalTo("https"))
                .body("info.endpoints", contains("https://backend.example.com"));
    }

    @Test
    void aDocumentThatIsNotValidIsShownWithPlaces() {
        forms.validate(FakeDefinitionService.WRONG)
                .then()
                .statusCode(200)
                .body("isValid", equalTo(false))
                .body("info", nullValue())
                .body("errors.code", contains("/info"))
                .body("errors[0].message", equalTo("title is missing (line 2, column 1)"))
                .body("errors[0].line", equalTo(2))
                .body("errors[0].column", equalTo(1));
        forms.create(FakeDefinitionService.WRONG, "{}")
                .then()
                .statusCode(400)
                .body("error.code", contains("/info"))
                .body("error[0].line", equalTo(2));
    }

    @Test
    void whatCannotBeServedIsAWarningAndTheDocumentValid() {
        forms.validate(FakeDefinitionService.UNUSABLE)
                .then()
                .statusCode(200)
                .body("isValid", equalTo(true))
                .body("errors", empty())
                .body("warnings.code", contains("/info"));
        forms.validate(FakeDefinitionService.KAFKA)
                .then()
                .body("isValid", equalTo(true))
                .body("warnings[0].message", containsString("kafka"));
        forms.validate(FakeDefinitionService.ENDED).then().statusCode(400).body("error.code", contains("/info"));
    }

    @Test
    void documentsOfTwoMebibytesAreTakenAndOtherBodiesAreNot() {
        String large = DOCUMENT + "# " + "x".repeat((2 << 20) - DOCUMENT.length() - 2);
        String apiId = forms.created(large, Requests.freshName());

        forms.validate(large).then().statusCode(200).body("isValid", equalTo(true));
        forms.put(apiId, large).then().statusCode(200);
        assertThat(forms.get(apiId, ANY).asString()).isEqualTo(large);
        requests.asAdmin()
                .contentType("application/json")
                .body("{\"name\":\"" + "x".repeat(600_000) + "\"}")
                .post(DocumentForms.APIS)
                .then()
                .statusCode(413)
                .body("code", equalTo(413));
        forms.create(DOCUMENT, "{\"description\":\"" + "x".repeat(600_000) + "\"}")
                .then()
                .statusCode(400)
                .body("error.code", contains("additionalProperties"));
    }

    @Test
    void anApiIsMadeOfADocumentAndShowsItToTheByte() {
        // When
        String name = Requests.freshName();
        String apiId = forms.created(DOCUMENT, name);

        // Then
        requests.asAdmin()
                .get(DocumentForms.APIS + '/' + apiId)
                .then()
                .body("name", equalTo(name))
                .body("version", equalTo("1.0.0"))
                .body("type", equalTo("SSE"))
                .body("endpointConfig.production_endpoints.url", equalTo("https://backend.example.com"))
                .body("transport", contains("https"))
                .body("tags", contains("prices"))
                .body("businessInformation.technicalOwner", equalTo("API team"))
                .body("businessInformation.technicalOwnerEmail", equalTo("team@example.com"))
                .body("operations.target", contains("/prices/{symbol}"))
                .body("operations[0].scopes", contains("prices:read"))
                .body("scopes.scope.name", contains("prices:read"));
        forms.get(apiId, ANY)
                .then()
                .statusCode(200)
                .header("Content-Type", containsString("application/yaml"))
                .body(equalTo(DOCUMENT));
    }

    @Test
    void aRevisionsDocumentSaysWhatTheApiWasThen() {
        // Given
        String apiId = forms.created(DOCUMENT, Requests.freshName());
        String first = requests.createRevision(apiId);
        requests.changeApi(apiId, "description", "another").then().statusCode(200);
        String second = requests.createRevision(apiId);
        requests.changeApi(apiId, "description", "a third one").then().statusCode(200);

        // Then
        forms.get(first, ANY).then().statusCode(200).body(equalTo(DOCUMENT));
        for (String version : List.of("2.6.0", "3.0.0")) {
            for (String format : List.of("json", "yaml")) {
                String wanted = "/asyncapi?version=" + version + "&format=" + format;
                requests.asAdmin()
                        .get(DocumentForms.APIS + '/' + second + wanted)
                        .then()
                        .statusCode(200)
                        .header("Content-Type", containsString(format))
                        .body(containsString("version=" + version + "&format=" + format))
                        .body(containsString("\"description\":\"another\""));
            }
        }
        String tag = forms.get(second, ANY).header("ETag");
        requests.asAdmin()
                .header("If-None-Match", tag)
                .get(DocumentForms.APIS + '/' + second + "/asyncapi")
                .then()
                .statusCode(304);
        forms.put(second, DOCUMENT).then().statusCode(404);
    }

    @Test
    void aDocumentIsConvertedForAnotherFormatAndMadeWhenTheApiHasChanged() {
        // Given
        String apiId = forms.created(DOCUMENT, Requests.freshName());

        // When
        forms.get(apiId, "application/json")
                .then()
                .statusCode(200)
                .header("Content-Type", containsString("application/json"))
                .body("converted", equalTo("format=json"))
                .body("length", equalTo(DOCUMENT.length()));
        requests.asAdmin()
                .get(DocumentForms.APIS + '/' + apiId + "/asyncapi?format=json&version=2.6.0")
                .then()
                .body("converted", equalTo("format=json"));
        requests.asAdmin()
                .get(DocumentForms.APIS + '/' + apiId + "/asyncapi?format=xml")
                .then()
                .statusCode(400);
        requests.changeApi(apiId, "description", "another").then().statusCode(200);

        // Then
        forms.get(apiId, ANY)
                .then()
                .statusCode(200)
                .body("query", equalTo("version=3.0.0&format=json"))
                .body("design.description", equalTo("another"))
                .body("design.topics[0].messages", contains("PriceChanged"))
                .body("design.topics[0].parameters.name", contains("symbol"))
                .body("design.messages.PriceChanged.type", equalTo("price"))
                .body("design.schemas.Price.type", equalTo("object"));
    }

    @Test
    void aDocumentOfAnApiWithoutOneIsMadeOfTheApi() {
        String apiId = requests.createApi(Requests.freshName());

        forms.get(apiId, "application/yaml").then().statusCode(200).body(containsString("version=3.0.0&format=yaml"));
        requests.asAdmin()
                .get(DocumentForms.APIS + '/' + apiId + "/asyncapi?version=2.6.0")
                .then()
                .statusCode(200)
                .body("query", equalTo("version=2.6.0&format=json"))
                .body("design.topics.target", contains("/*"))
                .body("design.servers.protocol", hasItems("http", "https"))
                .body("design.servers.hosts", hasItem(List.of("localhost:8280")))
                .body("design.auth.tokenUrl", containsString("/oauth2/token"));
        requests.asAdmin()
                .get(DocumentForms.APIS + '/' + apiId + "/asyncapi?version=1.0")
                .then()
                .statusCode(400);
    }

    @Test
    void aDocumentThatIsPutChangesTopicsAndStays() {
        // Given
        String apiId = requests.createApi(Requests.freshName());

        // When
        forms.put(apiId, DOCUMENT).then().statusCode(200).body(equalTo(DOCUMENT));

        // Then
        Map<String, Object> api = requests.readApi(apiId);
        assertThat(String.valueOf(api.get("operations")))
                .contains("/prices/{symbol}")
                .doesNotContain("/*");
        assertThat(String.valueOf(api.get("endpointConfig"))).contains("http://localhost:8080");
        forms.get(apiId, ANY).then().body(equalTo(DOCUMENT));
        forms.put(apiId, FakeDefinitionService.WRONG).then().statusCode(400);
        forms.get(apiId, ANY).then().body(equalTo(DOCUMENT));
    }

    @Test
    void developersReadTheDocumentOfWhatTheyMaySee() {
        // Given
        String apiId = requests.createApi(Requests.freshName());
        String swagger = Requests.DEVPORTAL + "/apis/" + apiId + "/swagger";
        requests.asAdmin().get(swagger).then().statusCode(404).body("code", equalTo(900308));

        // When
        String revision = requests.createRevision(apiId);
        requests.deploy(apiId, revision);
        requests.publish(apiId);

        // Then
        String tag = requests.asAdmin()
                .get(swagger)
                .then()
                .statusCode(200)
                .header("Content-Type", containsString("application/json"))
                .body("query", equalTo("version=3.0.0&format=json"))
                .body("design.servers.hosts", hasItem(List.of("localhost:8280")))
                .body("design.extension", nullValue())
                .extract()
                .header("ETag");
        requests.asAdmin().header("If-None-Match", tag).get(swagger).then().statusCode(304);
        requests.asAdmin()
                .get(swagger + "?version=2.6&format=yaml&environmentName=Default")
                .then()
                .body(containsString("version=2.6.0&format=yaml"))
                .body(containsString("localhost:8280"));
        requests.asAdmin()
                .accept("application/vnd.aai.asyncapi+yaml;version=2.6.0")
                .get(swagger)
                .then()
                .statusCode(200)
                .header("Content-Type", containsString("application/vnd.aai.asyncapi+yaml;version=2.6.0"))
                .body(containsString("version=2.6.0&format=yaml"));
        requests.asAdmin().get(swagger + "?version=1").then().statusCode(400);
        requests.asVisitor().get(swagger).then().statusCode(200).header("ETag", equalTo(tag));
        requests.as("admin", "wrong").get(swagger).then().statusCode(401);
        requests.changeApi(apiId, "visibility", "PRIVATE").then().statusCode(200);
        requests.asVisitor().get(swagger).then().statusCode(404).body("code", equalTo(900308));
    }

    @Test
    void anApiOfAnotherProtocolIsShownToDevelopersAndServedNowhere() {
        // Given
        String name = Requests.freshName();
        String kafka = DOCUMENT + "# kafka\n";
        String apiId = forms.create(
                        kafka,
                        "{\"name\":\"%s\",\"context\":\"/%s\",\"advertiseInfo\":{\"apiOwner\":\"Ann\"}}"
                                .formatted(name, name))
                .then()
                .statusCode(201)
                .body("type", equalTo("ASYNC"))
                .body("advertiseInfo.advertised", equalTo(true))
                .body("advertiseInfo.apiOwner", equalTo("Ann"))
                .body("advertiseInfo.apiExternalProductionEndpoint", equalTo("https://backend.example.com"))
                .extract()
                .path("id");

        // When
        requests.changeApi(apiId, "description", "another")
                .then()
                .statusCode(200)
                .body("type", equalTo("ASYNC"));
        requests.asAdmin()
                .get(DocumentForms.APIS + '/' + apiId)
                .then()
                .body("endpointConfig.production_endpoints", nullValue())
                .body("endpointConfig.sandbox_endpoints", nullValue());
        requests.publish(apiId).then().statusCode(200);

        // Then
        requests.asAdmin()
                .contentType("application/json")
                .body("{}")
                .post(DocumentForms.APIS + '/' + apiId + "/revisions")
                .then()
                .statusCode(400)
                .body("code", equalTo(903225));
        requests.asAdmin()
                .post(DocumentForms.APIS + '/' + apiId + "/generate-key")
                .then()
                .statusCode(400);
        String devportal = Requests.DEVPORTAL + "/apis/" + apiId;
        requests.asAdmin()
                .get(devportal)
                .then()
                .statusCode(200)
                .body("type", equalTo("ASYNC"))
                .body("advertiseInfo.apiOwner", equalTo("Ann"))
                .body("tiers", empty())
                .body("isSubscriptionAvailable", equalTo(false));
        requests.asAdmin()
                .accept("application/yaml")
                .get(devportal + "/swagger")
                .then()
                .body(equalTo(kafka));
        requests.asAdmin().get(devportal + "/swagger").then().body("converted", equalTo("format=json"));
        requests.asVisitor()
                .accept("application/yaml")
                .get(devportal + "/swagger")
                .then()
                .statusCode(200)
                .body(equalTo(kafka));
        requests.asVisitor()
                .queryParam("query", "name:" + name)
                .get(Requests.DEVPORTAL + "/apis")
                .then()
                .body("list.id", contains(apiId));
        requests.subscribe(requests.createApplication(), apiId)
                .then()
                .statusCode(400)
                .body("code", equalTo(900318));
        forms.get(apiId, ANY).then().body(equalTo(kafka));
        forms.put(apiId, kafka + "# more\n").then().statusCode(200);
        forms.get(apiId, ANY).then().body(equalTo(kafka + "# more\n"));
    }

    @Test
    void anApiOfAnotherProtocolIsNotManaged() {
        for (String properties : List.of("{\"type\":\"SSE\"}", "{\"advertiseInfo\":{\"advertised\":false}}")) {
            forms.create(FakeDefinitionService.KAFKA, properties)
                    .then()
                    .statusCode(400)
                    .body("description", containsString("kafka"));
        }
        forms.validate(FakeDefinitionService.KAFKA).then().statusCode(200).body("info.protocol", equalTo("kafka"));
    }

    @Test
    void whatIsSaidOfAnOwnerIsKept() {
        String apiId = requests.createApi(Requests.freshName());

        requests.changeApi(
                        apiId,
                        "advertiseInfo",
                        Map.of("advertised", false, "apiOwner", "Ann", "originalDevPortalUrl", "https://example.com"))
                .then()
                .statusCode(200);

        requests.asAdmin()
                .get(DocumentForms.APIS + '/' + apiId)
                .then()
                .body("advertiseInfo.apiOwner", equalTo("Ann"))
                .body("advertiseInfo.originalDevPortalUrl", equalTo("https://example.com"))
                .body("advertiseInfo.advertised", equalTo(false));
        requests.changeApi(apiId, "advertiseInfo", Map.of("advertised", true))
                .then()
                .statusCode(400)
                .body("error.code", contains("advertiseInfo.advertised"));
        requests.changeApi(apiId, "type", "ASYNC").then().statusCode(400).body("error.code", contains("type"));
    }

    @Test
    void whatAFormHasTooMuchIsNamedInTheAnswer() {
        forms.createWithPart(
                        DOCUMENT, "{\"name\":\"Parts\",\"context\":\"/parts\",\"contxt\":1}", "additionalPropertys")
                .then()
                .statusCode(201)
                .header("Sluice-Ignored-Fields", equalTo("contxt, additionalPropertys"));
    }

    @Test
    void aFormThatLacksSomethingIsRefusedByPart() {
        forms.part("/import-asyncapi", "additionalProperties", "{}")
                .then()
                .statusCode(400)
                .body("error.code", contains("file"));
        forms.create(DOCUMENT, "[1]").then().statusCode(400).body("error.code", contains("additionalProperties"));
        forms.create(DOCUMENT, "{\"name\":\"a/b\"}").then().statusCode(400).body("error.code", hasItem("name"));
        forms.put(UUID.randomUUID().toString(), DOCUMENT).then().statusCode(404).body("code", equalTo(900308));
        forms.get(UUID.randomUUID().toString(), ANY).then().statusCode(404);
    }

    @Test
    void anAnswerThatCannotBeUsedIsAsIfTheServiceWereAway() {
        for (String document : List.of(FakeDefinitionService.FAILING, FakeDefinitionService.ENDLESS)) {
            forms.validate(document).then().statusCode(503).body("code", equalTo(503));
        }
    }

    @Test
    void onlyWhatNeedsDocumentsIsRefusedWhileTheServiceIsAway() {
        // Given
        String away = FakeDefinitionService.AWAY;
        String apiId = requests.createApi(away + Requests.freshName());

        // When // Then
        forms.get(apiId, "*/*")
                .then()
                .statusCode(503)
                .body("code", equalTo(503))
                .body("description", containsString("AsyncAPI"));
        forms.put(apiId, away).then().statusCode(503);
        forms.validate(away).then().statusCode(503);
        forms.create(away, "{}").then().statusCode(503);
        requests.makeLive(apiId);
    }
}
