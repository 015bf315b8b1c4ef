package dev.sluice.benchmark.server;

import static java.nio.charset.StandardCharsets.US_ASCII;

import dev.sluice.benchmark.feed.Pacer;
import dev.sluice.benchmark.load.Payload;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.net.PemKeyCertOptions;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * A plain Vert.x server that makes events and writes each as one shared buffer to all clients of its channel. Subscribers
 * are confined to its one event loop.
 */
final class VertxBroadcaster {
    private static final int CERTIFICATE = 5;

    private final Vertx vertx;
    private final Traffic traffic;
    private final List<Set<HttpServerResponse>> channels = new ArrayList<>();
    private final long[] sequences;
    private int next;

    private VertxBroadcaster(Vertx vertx, Traffic traffic) {
        this.vertx = vertx;
        this.traffic = traffic;
        this.sequences = new long[traffic.channels()];
        for (int i = 0; i < traffic.channels(); i++) {
            channels.add(new LinkedHashSet<>());
        }
    }

    /** {@code PORT CHANNELS BYTES TICKS BURST [CERTIFICATE KEY]}, the last two for TLS; runs until it is ended. */
    public static void main(String[] arguments) {
        Traffic traffic = new Traffic(
                Integer.parseInt(arguments[1]),
                Integer.parseInt(arguments[2]),
                Double.parseDouble(arguments[3]),
                Integer.parseInt(arguments[4]));
        Vertx vertx =
                Vertx.vertx(new VertxOptions().setPreferNativeTransport(true).setEventLoopPoolSize(1));
        VertxBroadcaster broadcaster = new VertxBroadcaster(vertx, traffic);
        HttpServerOptions options = new HttpServerOptions().setTcpNoDelay(true).setAcceptBacklog(16_384);
        if (arguments.length > CERTIFICATE) {
            options.setSsl(true)
                    .setKeyCertOptions(new PemKeyCertOptions()
                            .setCertPath(arguments[CERTIFICATE])
                            .setKeyPath(arguments[CERTIFICATE + 1]));
        }
        vertx.createHttpServer(options)
                .requestHandler(broadcaster::subscribe)
                .listen(Integer.parseInt(arguments[0]), "127.0.0.1")
                .toCompletionStage()
                .toCompletableFuture()
                .join();
        System.out.println("ready");
        if (traffic.ticks() == Traffic.UNTHROTTLED) {
            vertx.runOnContext(_ -> broadcaster.tickAsTaken());
        } else if (traffic.ticks() > 0) {
            Context loop = vertx.getOrCreateContext();
            Pacer.steady(
                    (count, due) -> loop.runOnContext(_ -> broadcaster.tick(count, due)),
                    traffic.ticks(),
                    traffic.burst());
        }
    }

    private void subscribe(HttpServerRequest request) {
        String path = request.path();
        int channel = Integer.parseInt(path.substring(path.lastIndexOf('/') + 1)) % channels.size();
        HttpServerResponse response = request.response();
        response.setChunked(true).putHeader("content-type", "text/event-stream");
        response.closeHandler(_ -> channels.get(channel).remove(response));
        response.write(":\n");
        channels.get(channel).add(response);
    }

    /** As fast as the slowest client takes it. */
    private void tickAsTaken() {
        boolean isFull = channels.stream().flatMap(Set::stream).anyMatch(HttpServerResponse::writeQueueFull);
        if (isFull || channels.getFirst().isEmpty()) {
            vertx.setTimer(1, _ -> tickAsTaken());
        } else {
            tick(traffic.burst(), System.nanoTime());
            vertx.runOnContext(_ -> tickAsTaken());
        }
    }

    private void tick(int count, long due) {
        for (int i = 0; i < count; i++) {
            Buffer event = event(++sequences[next], due);
            channels.get(next).forEach(response -> response.write(event));
            next = (next + 1) % channels.size();
        }
    }

    private Buffer event(long sequence, long due) {
        String id = "id: 0000000000." + sequence + '.' + sequence + "\ndata: ";
        return Buffer.buffer(id)
                .appendBytes(Payload.of(sequence, due, traffic.dataBytes()))
                .appendBytes("\n\n".getBytes(US_ASCII));
    }
}
