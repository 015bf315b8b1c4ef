package dev.sluice.publisher.api.endpoint.probe;

import dev.sluice.publisher.Requests;
import io.restassured.RestAssured;
import io.restassured.response.Response;
import io.restassured.response.ValidatableResponse;
import java.util.Map;

/** Has the publisher under test look at backends. To be made in a test, when the publisher's port is known. */
final class EndpointProbes {
    static final String PATH = Requests.PUBLISHER + "/apis/validate-endpoint";

    private final Requests requests = new Requests(RestAssured.port);

    /** Looks at what can be looked at. */
    ValidatableResponse validate(String url) {
        return ask(url).then().statusCode(200);
    }

    Response ask(String url) {
        return requests.asAdmin().queryParam("endpointUrl", url).post(PATH);
    }

    /** Looks with the credentials of an API, if they are for this URL. */
    Response askFor(String apiId, String url) {
        return requests.asAdmin()
                .queryParam("apiId", apiId)
                .queryParam("endpointUrl", url)
                .post(PATH);
    }

    /** The id of a new API whose backend is there and is signed in at in this way. */
    String apiAt(String url, Map<String, Object> signIn) {
        return requests.asAdmin()
                .body(Requests.api(
                        Requests.freshName(),
                        "endpointConfig",
                        Map.of(
                                "endpoint_type",
                                "http",
                                "production_endpoints",
                                Map.of("url", url),
                                "endpoint_security",
                                Map.of("production", signIn))))
                .post(Requests.PUBLISHER + "/apis")
                .then()
                .statusCode(201)
                .extract()
                .path("id");
    }

    /** Three events, with these numbers as ids. */
    static String events(int from) {
        StringBuilder events = new StringBuilder();
        for (int id = from; id < from + 3; id++) {
            events.append("id: %d\nevent: tick\ndata: number %d\n\n".formatted(id, id));
        }
        return events.toString();
    }
}
