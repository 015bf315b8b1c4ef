package dev.sluice.gateway.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.gateway.subscribe.TicketExchange;
import io.netty.handler.codec.http2.Http2Error;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

/** Requests over HTTP/2 are read and answered as those of HTTP/1.1. */
class Http2RequestsIT extends Http2Case {
    @Test
    void whatIsWrongIsToldAsOverHttp11() throws Exception {
        Http2Client client = connect(gateway("gateway-1", RING));

        assertRefused(client.get("/no-such-api"), 404, "\"code\":\"404\"");
        assertRefused(client.send("POST", path(), "body"), 405, "GET, HEAD, OPTIONS");
        assertRefused(client.get(path(), "accept: application/json, */*;q=0"), 406, "\"code\":\"406\"");
        assertRefused(client.get(path() + "?since=nonsense"), 400, "since: earliest");
        assertRefused(client.get(path() + "#part"), 400, "without a fragment");
        assertRefused(client.get("no-slash"), 400, "must be a path");
        assertRefused(client.get("/" + "a".repeat(8 * 1024)), 414, "8192 bytes");
        assertRefused(client.get(path(), "x: " + "a".repeat(17_000)), 431, "16384 bytes");
        assertRefused(client.get(path(), "host: elsewhere.example"), 400, "2 Host headers");
        assertThat(client.get(path()).next().type())
                .as("the connection has survived all that")
                .isEqualTo("sluice.live");
    }

    @Test
    void headAndPreflightOpenNoStream() throws Exception {
        TestGateway gateway = gateway("gateway-1", RING);
        Http2Client client = connect(gateway);

        Http2Answer head = client.send("HEAD", path(), "");
        Http2Answer options = client.send("OPTIONS", path(), "");

        assertThat(head.status()).isEqualTo(200);
        assertThat(head.header("content-type")).isEqualTo("text/event-stream");
        assertThat(head.text()).isEmpty();
        assertThat(options.status()).isEqualTo(200);
        assertThat(options.header("allow")).isEqualTo("GET, HEAD, OPTIONS");
        assertThat(options.text()).isEmpty();
        assertThat(gateway.demanded(channel)).isFalse();
    }

    @Test
    void theBodyOfARequestIsRead() throws Exception {
        Http2Client client = connect(gateway("gateway-1", RING));

        Http2Answer open = client.send("POST", TicketExchange.PATH, "{\"path\":\"" + path() + "\"}");
        Http2Answer large = client.send("POST", TicketExchange.PATH, " ".repeat(10_000));
        Http2Answer broken = client.send("POST", TicketExchange.PATH, "{", "expect: 100-continue");

        assertRefused(open, 400, "no ticket is needed");
        assertRefused(large, 413, "4096 bytes");
        assertThat(broken.status()).isEqualTo(400);
    }

    /** A client that gets its response before its body was read is to keep it (RFC 9113, 8.1). */
    @Test
    void aBodyThatIsNotReadIsCalledOffWithoutAnError() throws Exception {
        Http2Client client = connect(gateway("gateway-1", RING));

        Http2Answer answer = client.begin("POST", path());

        assertRefused(answer, 405, "GET, HEAD, OPTIONS");
        Awaitility.await().until(() -> answer.resetCode() == Http2Error.NO_ERROR.code());
    }
}
