package dev.sluice.gateway.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.gateway.server.TestRelay.Pulled;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** A test of clients that speak HTTP/2, with one channel that is pulled. */
abstract class Http2Case extends StreamingCase {
    private static final String TOPIC = "/h2";
    /** Of a stream; all of a connection have 64 KiB together. */
    private static final int WINDOW = 16 * 1024;

    @TempDir
    static Path folder;

    private static TestTls tls;

    private final List<Http2Client> clients = new ArrayList<>();
    Pulled channel;

    @BeforeAll
    static void makeCertificate() throws Exception {
        tls = new TestTls(folder);
    }

    @BeforeEach
    void pull() throws Exception {
        channel = relay.live(TOPIC);
    }

    @AfterEach
    void disconnect() throws Exception {
        for (Http2Client client : clients) {
            client.close();
        }
    }

    /** Or without, as a client does that knows that it is spoken. */
    boolean isOverTls() {
        return true;
    }

    Http2Client connect(TestGateway gateway) throws Exception {
        return connect(bind(gateway));
    }

    Http2Client connect(int port) throws Exception {
        Http2Client client = new Http2Client(isOverTls() ? tls : null, port, WINDOW);
        clients.add(client);
        return client;
    }

    /** The port on which it speaks HTTP/2 from now on. */
    int bind(TestGateway gateway) throws InterruptedException {
        return isOverTls() ? gateway.bindTls(tls.server(ServerTls.bestProvider())) : gateway.port();
    }

    /** Of the channel. */
    String path() {
        return api.basePath() + TOPIC;
    }

    static void assertRefused(Http2Answer answer, int status, String why) throws Exception {
        assertThat(answer.status()).as(why).isEqualTo(status);
        assertThat(answer.text()).contains(why);
        assertThat(answer.endsCleanly()).isTrue();
    }
}
