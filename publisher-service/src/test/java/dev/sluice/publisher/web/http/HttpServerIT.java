package dev.sluice.publisher.web.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.sluice.publisher.PublisherTest;
import dev.sluice.publisher.Requests;
import dev.sluice.publisher.ScriptClient;
import io.micrometer.prometheus.PrometheusMeterRegistry;
import io.restassured.RestAssured;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What the HTTP server says before, around and beside the routes. */
@PublisherTest
class HttpServerIT {
    private static final String APPLICATIONS = Requests.DEVPORTAL + "/applications";
    private static final String ADMIN = "Authorization: Basic YWRtaW46YWRtaW4=\r\n";

    @Inject
    PrometheusMeterRegistry registry;

    private Requests requests = new Requests(0);

    @BeforeEach
    void aim() {
        requests = new Requests(RestAssured.port);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "GET /q/openapi HTTP/1.1~Host: a~Host: b~~                   | 400",
                "GET /q/openapi HTTP/1.1~Host: a~X: 1~ folded~~              | 400",
                "POST /oauth2/token HTTP/1.1~Host: a~Transfer-Encoding: xchunked~~ | 400",
                "GET /q/openapi HTTP/1.2~Host: a~~                           | 505",
            })
    void aHeadThatBreaksARuleIsRefusedWithTheErrorBody(String lines, int status) throws IOException {
        String answer = exchange(lines.replace("~", "\r\n"));

        assertThat(answer)
                .startsWith("HTTP/1.1 " + status + " ")
                .contains("\"code\":" + status, "X-Content-Type-Options: nosniff");
    }

    @Test
    void requestsAreMeasuredByRouteAndStatusAndNothingThatClientsWriteIsALabel() throws IOException {
        request("PATCH /api/am/publisher/v4/apis/made-up", true);
        request("OPTIONS /api/am/publisher/v4/apis/made-up", false);
        request("MADE /api/am/publisher/v4/apis/made-up", false);
        request("GET /made%20up%00", false);
        request("GET /api/am/publisher/v4/apis/made-up", false);
        request("GET /api/am/publisher/v4/apis/made-up", true);

        await().untilAsserted(() -> assertThat(registry.scrape().lines())
                .filteredOn(line -> line.startsWith("sluice_publisher_requests_seconds_count"))
                .anyMatch(line ->
                        line.contains("method=\"GET\",route=\"/api/am/publisher/v4/apis/{apiId}\",status=\"401\""))
                .anyMatch(line ->
                        line.contains("method=\"GET\",route=\"/api/am/publisher/v4/apis/{apiId}\",status=\"404\""))
                .anyMatch(line -> line.contains("method=\"PATCH\",route=\"other\",status=\"405\""))
                .anyMatch(line -> line.contains("method=\"other\",route=\"other\"")));
        assertThat(registry.scrape()).doesNotContain("made-up", "made%20up", "MADE");
    }

    @Test
    void aLaterRequestOfAConnectionIsReadAsStrictly() throws IOException {
        String get = "GET /oauth2/jwks HTTP/1.1\r\nHost: a\r\n";
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), RestAssured.port)) {
            socket.setSoTimeout(10_000);
            write(socket, get + "\r\n");
            assertThat(line(socket)).startsWith("HTTP/1.1 200");
            skipAnswer(socket);

            write(socket, get + "Host: b\r\n\r\n");

            assertThat(rest(socket)).startsWith("HTTP/1.1 400").contains("2 Host headers");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"Content-Length: 3000000", "Transfer-Encoding: chunked"})
    void aBodyThatIsTooLargeIsToldAfterItHasBeenSent(String framing) throws IOException {
        String body = '"' + "x".repeat(3_000_000 - 1);
        String framed =
                framing.startsWith("C") ? body : Integer.toHexString(body.length()) + "\r\n" + body + "\r\n0\r\n\r\n";

        String answer = exchange("POST " + APPLICATIONS + " HTTP/1.1\r\nHost: a\r\nConnection: close\r\n" + ADMIN
                + "Content-Type: application/json\r\n" + framing + "\r\n\r\n" + framed);

        assertThat(answer).startsWith("HTTP/1.1 413").contains("\"code\":413");
    }

    @Test
    void aMethodThatAPathDoesNotTakeIsAnsweredWithThoseThatItTakes() {
        Response one = requests.asAdmin().patch(Requests.PUBLISHER + "/apis/" + java.util.UUID.randomUUID());
        Response two = requests.asAdmin().delete("/oauth2/token");

        assertThat(one.statusCode()).isEqualTo(405);
        assertThat(List.of(one.header("Allow").split(", ")))
                .contains("GET", "HEAD", "PUT", "DELETE", "OPTIONS")
                .doesNotContain("POST", "PATCH");
        assertThat(two.header("Allow")).isEqualTo("OPTIONS, POST");
        assertThat(two.<Integer>path("code")).isEqualTo(405);
    }

    @Test
    void everyAnswerSaysHowABrowserMayTakeIt() {
        for (Response answer : List.of(
                requests.asAdmin().get(Requests.PUBLISHER + "/apis"),
                requests.asVisitor().get(Requests.PUBLISHER + "/apis"),
                requests.asVisitor().get("/nothing/here"),
                requests.asVisitor().get("/q/openapi"))) {
            assertThat(answer.headers().getValues("X-Content-Type-Options")).containsExactly("nosniff");
            assertThat(answer.header("Content-Security-Policy"))
                    .contains("default-src 'none'", "frame-ancestors 'none'");
            assertThat(answer.header("Strict-Transport-Security"))
                    .as("this is plain HTTP")
                    .isNull();
        }
    }

    @Test
    void whatHasSecretsInItIsNotStoredByCaches() {
        String application = requests.createApplication();
        ScriptClient client = ScriptClient.registered(requests);
        Response tokens = client.password("admin", "admin", "apim:api_view");
        for (Response answer : List.of(
                tokens,
                client.introspect(tokens.path("access_token")),
                requests.asAdmin()
                        .body(ScriptClient.registration(Requests.freshName(), "admin"))
                        .post(ScriptClient.REGISTER),
                requests.generateKeys(application),
                requests.asAdmin().get(APPLICATIONS + '/' + application),
                requests.asAdmin().get("/scim2/Users"),
                requests.asAdmin()
                        .body("{}")
                        .post(Requests.PUBLISHER + "/apis/" + requests.createApi(Requests.freshName())
                                + "/generate-key"),
                requests.token("nobody", "nothing"))) {
            assertThat(answer.headers().getValues("Cache-Control")).containsExactly("no-store");
        }
        assertThat(requests.asAdmin().get(Requests.PUBLISHER + "/apis").header("Cache-Control"))
                .isNull();
    }

    private static String exchange(String request) throws IOException {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), RestAssured.port)) {
            socket.setSoTimeout(10_000);
            write(socket, request);
            return rest(socket);
        }
    }

    private static void request(String line, boolean asAdmin) throws IOException {
        exchange(line + " HTTP/1.1\r\nHost: a\r\nConnection: close\r\n" + (asAdmin ? ADMIN : "") + "\r\n");
    }

    private static void write(Socket socket, String text) throws IOException {
        socket.getOutputStream().write(text.getBytes(StandardCharsets.ISO_8859_1));
    }

    private static String rest(Socket socket) throws IOException {
        return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    }

    /** The rest of an answer with a length, after its first line. */
    private static void skipAnswer(Socket socket) throws IOException {
        int length = 0;
        for (String header = line(socket); !header.isEmpty(); header = line(socket)) {
            if (header.regionMatches(true, 0, "content-length:", 0, 15)) {
                length = Integer.parseInt(header.substring(15).strip());
            }
        }
        assertThat(socket.getInputStream().readNBytes(length)).hasSize(length);
    }

    private static String line(Socket socket) throws IOException {
        StringBuilder line = new StringBuilder();
        for (int next = socket.getInputStream().read();
                next != '\n' && next >= 0;
                next = socket.getInputStream().read()) {
            line.append((char) next);
        }
        return line.toString().strip();
    }
}
