package dev.sluice.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class PublisherClientTest {
    private final List<String> requests = new ArrayList<>();
    private final HttpClient http = HttpClient.newHttpClient();
    private int status = 200;
    private String body = "{}";
    private HttpServer server;

    @BeforeEach
    void listen() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", this::answer);
        server.start();
    }

    @AfterEach
    void close() {
        server.stop(0);
        http.shutdownNow();
    }

    private void answer(HttpExchange exchange) throws IOException {
        String sent = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
        requests.add(exchange.getRequestMethod() + ' ' + exchange.getRequestURI() + ' ' + sent);
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(status, bytes.length);
        exchange.getResponseBody().write(bytes);
        exchange.close();
    }

    private PublisherClient client() {
        URI base = URI.create("http://127.0.0.1:" + server.getAddress().getPort());
        return new PublisherClient(new RestClient(http, base), Authorization.basic("jo", "secret"));
    }

    @Test
    void anAnswerWithAnotherStatusSaysWhatWasAskedAndWhatCame() {
        status = 404;
        body = "{\"code\":900908}";

        assertThatThrownBy(() -> client().deployments("a1").expecting(200))
                .isInstanceOf(UnexpectedAnswerException.class)
                .hasMessage("GET /api/am/publisher/v4/apis/a1/deployments answered 404 instead of 200: "
                        + "{\"code\":900908}");
    }

    @Test
    void aTextThatIsNotThereIsNamed() {
        assertThatThrownBy(() -> client().api("a1").text("id")).hasMessageContaining("no text 'id'");
    }

    @Test
    void anApiIsLookedForPageByPage() throws Exception {
        String page = "{\"name\":\"Other\",\"version\":\"1.0.0\",\"id\":\"x\"},".repeat(100);
        body = "{\"list\":[" + page.substring(0, page.length() - 1) + "]}";
        PublisherClient client = client();
        server.removeContext("/");
        server.createContext("/", exchange -> {
            answer(exchange);
            body = "{\"list\":[{\"name\":\"Mine\",\"version\":\"1.0.0\",\"id\":\"y\"}]}";
        });

        assertThat(client.find("Mine", "1.0.0")).contains("y");
        assertThat(client.find("Mine", "2.0.0")).isEmpty();
        assertThat(requests)
                .containsExactly(
                        "GET /api/am/publisher/v4/apis?limit=100&offset=0 ",
                        "GET /api/am/publisher/v4/apis?limit=100&offset=100 ",
                        "GET /api/am/publisher/v4/apis?limit=100&offset=0 ");
    }

    @Test
    void namesInQueriesAreEncoded() throws Exception {
        client().changeLifecycle("a1", "Deploy as a Prototype");

        assertThat(requests)
                .containsExactly(
                        "POST /api/am/publisher/v4/apis/change-lifecycle?action=Deploy+as+a+Prototype&apiId=a1 ");
    }

    @Test
    void secretsAreNotShown() {
        assertThat(new ConsumerKeys("key", "hidden") + " " + Authorization.bearer("hidden"))
                .contains("key")
                .doesNotContain("hidden");
    }
}
