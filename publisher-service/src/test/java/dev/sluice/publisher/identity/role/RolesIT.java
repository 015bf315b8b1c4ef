package dev.sluice.publisher.identity.role;

import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.not;

import dev.sluice.publisher.PublisherTest;
import dev.sluice.publisher.Requests;
import io.restassured.RestAssured;
import org.junit.jupiter.api.Test;

/** What a user may be. */
@PublisherTest
class RolesIT {
    @Test
    void anAdminSeesWhichRolesThereAreAndWhatTheyAllow() {
        new Requests(RestAssured.port)
                .asAdmin()
                .get("/api/am/admin/v4/roles")
                .then()
                .statusCode(200)
                .body("list.name", contains("admin", "creator", "publisher", "subscriber", "observer", "devops"))
                .body("list.find { it.name == 'creator' }.scopes", hasItem("apim:api_create"))
                .body("list.find { it.name == 'creator' }.scopes", not(hasItem("apim:api_publish")));
    }
}
