package dev.sluice.publisher.web.openapi;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.publisher.PublisherTest;
import dev.sluice.publisher.Requests;
import dev.sluice.publisher.ScriptClient;
import io.restassured.RestAssured;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Requests that no client library would send are refused in the usual way. */
@PublisherTest
class BrokenRequestsIT {
    private static final String ADMIN = RouteFixture.basic("admin", "admin");

    @Test
    void aFormThatCannotBeDecodedIsRefused() throws IOException {
        ScriptClient client = ScriptClient.registered(new Requests(RestAssured.port));

        RawHttp.Answer answer = send(
                "POST",
                "/oauth2/token",
                "application/x-www-form-urlencoded",
                "grant_type=client_credentials&scope=%zz&client_id=" + client.clientId() + "&client_secret="
                        + client.clientSecret());

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.body()).contains("\"error\":\"invalid_request\"");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "-",
                "--x\r\nContent-Disposition: form-data; name=\"file\"\r\n\r\nasyncapi: 2.6.0",
                "--x\r\nA: b\rc"
            })
    void aFormThatIsCutOffIsRefused(String form) throws IOException {
        RawHttp.Answer answer =
                send("POST", Requests.PUBLISHER + "/apis/validate-asyncapi", "multipart/form-data; boundary=x", form);

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.body()).contains("\"code\":400");
    }

    @ParameterizedTest
    @ValueSource(strings = {"boundary=", "boundary=\"\"", "charset=utf-8; Boundary=;"})
    void aFormWithoutABoundaryIsRefused(String parameters) throws IOException {
        RawHttp.Answer answer = send(
                "POST", Requests.PUBLISHER + "/apis/validate-asyncapi", "multipart/form-data; " + parameters, "--\r\n");

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.body()).contains("boundary");
    }

    @ParameterizedTest
    @ValueSource(strings = {"xyz", "{}", ",", "]"})
    void aBodyWithMoreAfterItsJsonIsRefused(String more) throws IOException {
        String name = Requests.freshName();
        String json = "{\"name\":\"" + name + "\",\"throttlingPolicy\":\"Unlimited\"}";

        RawHttp.Answer answer = send("POST", Requests.DEVPORTAL + "/applications", "application/json", json + more);

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.body()).contains("not JSON");
    }

    /** WSO2's scripts write it in base64url, which can hold what a database cannot. */
    @Test
    void anIdOfADeploymentThatIsNoTextIsNotFound() throws IOException {
        String apiId = new Requests(RestAssured.port).createApi(Requests.freshName());

        RawHttp.Answer answer =
                send("PUT", Requests.PUBLISHER + "/apis/" + apiId + "/deployments/AAAA", "application/json", "{}");

        assertThat(answer.status()).isEqualTo(404);
        assertThat(answer.body()).contains("900356");
    }

    private static RawHttp.Answer send(String method, String target, String contentType, String body)
            throws IOException {
        Map<String, String> headers = target.startsWith("/oauth2/")
                ? Map.of("Content-Type", contentType)
                : Map.of("Content-Type", contentType, "Authorization", ADMIN);
        return new RawHttp(RestAssured.port, Duration.ofSeconds(15))
                .send(new RawHttp.Request(method, target, headers, body.getBytes(StandardCharsets.UTF_8)));
    }
}
