package dev.sluice.publisher.web.problem;

import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;

import dev.sluice.publisher.PublisherTest;
import dev.sluice.publisher.Requests;
import dev.sluice.publisher.ScriptClient;
import io.restassured.RestAssured;
import io.restassured.http.ContentType;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Characters that JSON, URLs and headers can carry and PostgreSQL cannot keep are refused, not stumbled over. */
@PublisherTest
class OddCharactersIT {
    private Requests requests = new Requests(0);

    @BeforeEach
    void aim() {
        requests = new Requests(RestAssured.port);
    }

    @ParameterizedTest
    @ValueSource(strings = {"\\u0000", "\\ud800", "\\udc00x"})
    void aTextOfABodyIsNamed(String escaped) {
        String name = Requests.freshName();
        String body = "{\"name\":\"" + name + "\",\"context\":\"/" + name + "\",\"version\":\"1.0.0\",\"type\":\"SSE\","
                + "\"description\":\"a" + escaped + "\",\"businessInformation\":{\"businessOwner\":\"" + escaped
                + "\"},"
                + "\"endpointConfig\":{\"endpoint_type\":\"http\",\"production_endpoints\":{\"url\":\"http://localhost:1\"}},"
                + "\"operations\":[{\"target\":\"/*\",\"verb\":\"SUBSCRIBE\"}]}";

        requests.asAdmin()
                .body(body)
                .post(Requests.PUBLISHER + "/apis")
                .then()
                .statusCode(400)
                .body("error.code", hasItem("description"))
                .body("error.code", hasItem("businessInformation.businessOwner"));
    }

    @ParameterizedTest
    @ValueSource(ints = {0x202e, 0x200b, 0xfeff, 0x2066, 0x200f, 0x7, 0x85, 0x2028, 0x3164, 0xe0041, 0x200d})
    void aNameWithACharacterThatIsNotSeenIsRefusedWithItsCodePoint(int codePoint) {
        String name = Requests.freshName() + Character.toString(codePoint) + "x";
        String said = "U+%04X".formatted(codePoint);

        requests.asAdmin()
                .body(Requests.api(Requests.freshName(), "name", name, "tags", List.of("ok", name)))
                .post(Requests.PUBLISHER + "/apis")
                .then()
                .statusCode(400)
                .body("error.find { it.code == 'name' }.message", containsString(said))
                .body("error.find { it.code == 'tags[1]' }.message", containsString(said));
        requests.asAdmin()
                .body(Map.of("name", name, "throttlingPolicy", "Unlimited"))
                .post(Requests.DEVPORTAL + "/applications")
                .then()
                .statusCode(400)
                .body("error.find { it.code == 'name' }.message", containsString(said));
        requests.asAdmin()
                .body(ScriptClient.registration(name, "admin"))
                .post(ScriptClient.REGISTER)
                .then()
                .statusCode(400);
    }

    @Test
    void whatWritingNeedsIsTaken() {
        requests.asAdmin()
                .body(Map.of(
                        "name",
                        "\u0645\u06cc\u200c\u062e\u0648\u0627\u0647\u0645 \u05e9\u05dc\u05d5\u05dd "
                                + Requests.freshName(),
                        "throttlingPolicy",
                        "Unlimited",
                        "description",
                        "one\n\ttwo \u05e9\u05dc\u05d5\u05dd\u200f!"))
                .post(Requests.DEVPORTAL + "/applications")
                .then()
                .statusCode(201);
        requests.asAdmin()
                .body(Map.of("name", Requests.freshName(), "throttlingPolicy", "Unlimited", "description", "a\u202eb"))
                .post(Requests.DEVPORTAL + "/applications")
                .then()
                .statusCode(400)
                .body("error.code", hasItem("description"));
    }

    @Test
    void aNameOfAFieldIsRefused() {
        requests.asAdmin()
                .body("{\"name\":\"x\",\"throttlingPolicy\":\"Unlimited\",\"attributes\":{\"a\\u0000\":\"b\"}}")
                .post(Requests.DEVPORTAL + "/applications")
                .then()
                .statusCode(400)
                .body("error.code", hasItem("attributes"));
    }

    @Test
    void aQueryIsRefused() {
        requests.asAdmin()
                .urlEncodingEnabled(false)
                .get(Requests.PUBLISHER + "/apis?query=name:%00")
                .then()
                .statusCode(400)
                .body("code", equalTo(400));
    }

    @Test
    void credentialsAreWrong() {
        requests.as("ad\0min", "admin")
                .get(Requests.PUBLISHER + "/apis")
                .then()
                .statusCode(401)
                .body("code", equalTo(900901));
    }

    @Test
    void aFormIsRefused() {
        requests.asVisitor()
                .contentType(ContentType.URLENC)
                .formParams(Map.of("grant_type", "client_credentials", "client_id", "a\0", "client_secret", "b"))
                .post("/oauth2/token")
                .then()
                .statusCode(400)
                .body("error", equalTo("invalid_request"));
    }
}
