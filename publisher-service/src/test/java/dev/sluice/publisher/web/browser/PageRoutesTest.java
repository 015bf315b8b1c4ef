package dev.sluice.publisher.web.browser;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.ext.web.Router;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A failure is a page, wherever it happens. */
class PageRoutesTest {
    private final Vertx vertx = Vertx.vertx();
    private int port;

    @BeforeEach
    void start() throws Exception {
        Router router = Router.router(vertx);
        PageRoutes routes = new PageRoutes(router, new Origins(Optional.empty()));
        routes.get("/work", _ -> {
            throw new IllegalStateException("broken");
        });
        routes.get(
                "/answer",
                sent -> () -> sent.routing()
                        .response()
                        .putHeader("Location", "http://localhost\r\n/")
                        .end());
        HttpServer server = vertx.createHttpServer()
                .requestHandler(router)
                .listen(0, "127.0.0.1")
                .toCompletionStage()
                .toCompletableFuture()
                .get();
        port = server.actualPort();
    }

    @AfterEach
    void stop() throws Exception {
        vertx.close().toCompletionStage().toCompletableFuture().get();
    }

    @Test
    void aFailureOfTheWorkIsAPageWithTheIdOfItsIncident() throws Exception {
        assertFailurePage(get("/work"));
    }

    @Test
    void anAnswerThatCannotBeSentIsAPageToo() throws Exception {
        assertFailurePage(get("/answer"));
    }

    private static void assertFailurePage(HttpResponse<String> answer) {
        assertThat(answer.statusCode()).isEqualTo(500);
        assertThat(answer.headers().firstValue("Location")).isEmpty();
        assertThat(answer.headers().firstValue("Sluice-Request-Id"))
                .hasValueSatisfying(incident -> assertThat(answer.body()).contains(incident));
    }

    private HttpResponse<String> get(String path) throws Exception {
        HttpRequest request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
                .timeout(Duration.ofSeconds(10))
                .build();
        try (HttpClient client = HttpClient.newHttpClient()) {
            return client.send(request, HttpResponse.BodyHandlers.ofString());
        }
    }
}
