package dev.sluice.publisher.developer.application;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;

import dev.sluice.publisher.PublisherTest;
import dev.sluice.publisher.Requests;
import io.restassured.RestAssured;
import io.restassured.response.Response;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Applications that two change at the same time. */
@PublisherTest
class ApplicationsIT {
    private Requests requests = new Requests(0);
    private String application = "";
    private String name = "";

    @BeforeEach
    void create() {
        requests = new Requests(RestAssured.port);
        name = Requests.freshName();
        Response created = requests.asAdmin()
                .body(Map.of("name", name, "throttlingPolicy", "Unlimited"))
                .post(Requests.DEVPORTAL + "/applications");
        application = Requests.DEVPORTAL + "/applications/" + created.path("applicationId");
        assertThat(created.header("ETag")).isEqualTo(tag());
    }

    @Test
    void aChangeMeantForAnotherEditionIsRefusedAndNothingIsLost() {
        // Given
        String read = tag();
        Response first = change("one", read);
        first.then().statusCode(200);

        // When
        Response second = change("two", read);

        // Then
        second.then().statusCode(412).body("description", containsString(tag()));
        requests.asAdmin().get(application).then().body("description", equalTo("one"));
        assertThat(first.header("ETag")).isEqualTo(tag()).isNotEqualTo(read);
        change("two", tag()).then().statusCode(200);
        change("three", null).then().statusCode(200);
    }

    @Test
    void keysAreNoChangeOfTheApplication() {
        String read = tag();

        requests.generateKeys(application.substring(application.lastIndexOf('/') + 1))
                .then()
                .statusCode(200);

        assertThat(tag()).isEqualTo(read);
    }

    private Response change(String description, @Nullable String ifMatch) {
        var request = requests.asAdmin()
                .body(Map.of("name", name, "throttlingPolicy", "Unlimited", "description", description));
        return (ifMatch == null ? request : request.header("If-Match", ifMatch)).put(application);
    }

    private String tag() {
        return requests.asAdmin()
                .get(application)
                .then()
                .statusCode(200)
                .extract()
                .header("ETag");
    }
}
