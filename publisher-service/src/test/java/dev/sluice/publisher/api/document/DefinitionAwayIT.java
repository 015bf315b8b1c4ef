package dev.sluice.publisher.api.document;

import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;

import dev.sluice.publisher.PublisherResource;
import dev.sluice.publisher.Requests;
import dev.sluice.testsupport.KafkaResource;
import dev.sluice.testsupport.PostgresResource;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import org.junit.jupiter.api.Test;

/** No service answers for documents: what needs them is refused with a sentence, everything else works. */
@QuarkusTest
@WithTestResource(PostgresResource.class)
@WithTestResource(KafkaResource.class)
@WithTestResource(PublisherResource.class)
@WithTestResource(AbsentDefinitionService.class)
class DefinitionAwayIT {
    @Test
    void onlyWhatNeedsDocumentsIsRefused() {
        // Given
        Requests requests = new Requests(RestAssured.port);
        DocumentForms forms = new DocumentForms(requests);
        String apiId = requests.createApi(Requests.freshName());

        // When // Then
        forms.get(apiId, "*/*")
                .then()
                .statusCode(503)
                .body("code", equalTo(503))
                .body("description", containsString("AsyncAPI"));
        forms.put(apiId, "asyncapi: 3.0.0").then().statusCode(503);
        forms.validate("asyncapi: 3.0.0").then().statusCode(503);
        forms.create("asyncapi: 3.0.0", "{}").then().statusCode(503);
        requests.liveApi();
    }
}
