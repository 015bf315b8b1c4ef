package dev.sluice.outbound;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpMethod;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.List;
import java.util.concurrent.CompletionException;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * Connections to names whose resolver is the test's. {@code 127.0.0.2} is allowed here, and stands for any allowed address;
 * {@code 127.0.0.1} is not, and has the canary, on the same port.
 */
class ConnectionsIT {
    private static final InetAddress ALLOWED = InetAddress.ofLiteral("127.0.0.2");
    private static final InetAddress FORBIDDEN = InetAddress.ofLiteral("127.0.0.1");
    private static final OutboundPolicy POLICY = OutboundPolicy.of(false, List.of("127.0.0.2/32", ".corp.example"));

    private static final int MINUTES_OF_A_DAY = 24 * 60;

    private final Vertx vertx = Vertx.vertx();
    private final HttpClient client = vertx.createHttpClient(new HttpClientOptions().setKeepAlive(false));
    private final AtomicInteger served = new AtomicInteger();
    private final AtomicInteger canary = new AtomicInteger();
    private HttpServer backend;
    private HttpServer forbidden;

    @BeforeEach
    void listen() throws IOException {
        backend = server(ALLOWED, 0, served);
        forbidden = server(FORBIDDEN, backend.getAddress().getPort(), canary);
    }

    @AfterEach
    void stop() {
        backend.stop(0);
        forbidden.stop(0);
        vertx.close().toCompletionStage().toCompletableFuture().join();
    }

    @Test
    void aNameThatChangesItsMindIsConnectedToWhereItWasChecked() {
        // Given
        AtomicInteger asked = new AtomicInteger();
        Connections connections = connections(_ -> List.of(asked.incrementAndGet() == 1 ? ALLOWED : FORBIDDEN));

        // When
        int status = get(connections, "backend.example");

        // Then
        assertThat(status).isEqualTo(200);
        assertThat(asked).hasValue(1);
        assertThatThrownBy(() -> get(connections, "backend.example"))
                .isInstanceOf(CompletionException.class)
                .hasCauseInstanceOf(ForbiddenAddressException.class);
        assertThat(served).hasValue(1);
        assertThat(canary).hasValue(0);
    }

    /** As often as a backend that is away is asked in a day, once a minute. */
    @Test
    void aDayOfReconnectsToANameThatKeepsChangingItsMindHitsNothingForbidden() {
        // Given
        List<List<InetAddress>> answers =
                List.of(List.of(ALLOWED), List.of(FORBIDDEN), List.of(ALLOWED, FORBIDDEN), List.of(FORBIDDEN, ALLOWED));
        AtomicInteger asked = new AtomicInteger();
        Connections connections = connections(_ -> answers.get(asked.getAndIncrement() % answers.size()));
        int refused = 0;

        // When
        for (int i = 0; i < MINUTES_OF_A_DAY; i++) {
            try {
                get(connections, "backend.example");
            } catch (CompletionException forbiddenNow) {
                assertThat(forbiddenNow).hasCauseInstanceOf(ForbiddenAddressException.class);
                refused++;
            }
        }

        // Then
        assertThat(asked).as("each connection is checked anew").hasValue(MINUTES_OF_A_DAY);
        assertThat(served).hasValue(MINUTES_OF_A_DAY / answers.size());
        assertThat(refused).isEqualTo(MINUTES_OF_A_DAY - served.get());
        assertThat(canary).hasValue(0);
    }

    @Test
    void oneForbiddenAddressForbidsTheName() {
        Connections connections = connections(_ -> List.of(ALLOWED, FORBIDDEN));

        assertThatThrownBy(() -> get(connections, "backend.example"))
                .hasCauseInstanceOf(ForbiddenAddressException.class);
        assertThat(served).hasValue(0);
        assertThat(canary).hasValue(0);
    }

    @Test
    void aNameOfAListedSuffixMayLeadToAPrivateAddressAndNoOther() {
        Connections connections = connections(_ -> List.of(FORBIDDEN));

        assertThat(get(connections, "Events.CORP.example")).isEqualTo(200);
        assertThat(canary).hasValue(1);
        for (String other : List.of("corp.example", "events.notcorp.example", "corp.example.evil.example")) {
            assertThatThrownBy(() -> get(connections, other)).hasCauseInstanceOf(ForbiddenAddressException.class);
        }
        assertThat(canary).hasValue(1);
    }

    private Connections connections(HostResolver resolver) {
        return new Connections(client, client, new OutboundAddresses(vertx, POLICY, resolver));
    }

    private int get(Connections connections, String host) {
        URI url = URI.create("http://" + host + ':' + backend.getAddress().getPort() + "/");
        return connections
                .open(HttpMethod.GET, url, () -> false)
                .compose(request -> request.send())
                .map(answer -> answer.statusCode())
                .toCompletionStage()
                .toCompletableFuture()
                .join();
    }

    private static HttpServer server(InetAddress address, int port, AtomicInteger count) throws IOException {
        HttpServer server = HttpServer.create(new InetSocketAddress(address, port), 0);
        server.createContext("/", exchange -> {
            count.incrementAndGet();
            exchange.sendResponseHeaders(200, -1);
            exchange.close();
        });
        server.start();
        return server;
    }
}
