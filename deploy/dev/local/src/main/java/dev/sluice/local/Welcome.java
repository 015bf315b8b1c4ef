package dev.sluice.local;

import dev.sluice.client.Authorization;
import dev.sluice.client.RestClient;
import dev.sluice.client.sample.FirstEvent;
import dev.sluice.client.sample.SampleApi;
import dev.sluice.embedded.CertificateTrust;
import dev.sluice.embedded.LocalCertificate;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** What the user sees when everything runs: that the main job works, seen by doing it, and how to do it oneself. */
final class Welcome {
    private static final Duration FIRST_EVENT_BOUND = Duration.ofSeconds(30);
    /** A machine that still starts other things may need more than one try; what was made before stays. */
    private static final int TRIES = 3;

    private static final Duration BETWEEN_TRIES = Duration.ofSeconds(5);
    private static final String STREAM = "/observer/1.0.0/memory";

    private final Command.Up up;
    private final DataFolder data;
    private final LauncherProperties launcher;
    private final boolean newData;
    private final Console console;

    Welcome(Command.Up up, DataFolder data, LauncherProperties launcher, boolean newData, Console console) {
        this.up = up;
        this.data = data;
        this.launcher = launcher;
        this.newData = newData;
        this.console = console;
    }

    /** Blocks until the first event was seen, or says why it was not. */
    void show() throws InterruptedException {
        if (up.sample()) {
            readSample();
        }
        Ports ports = up.ports();
        console.say("\nREST of the publisher and the developer portal: https://localhost:" + ports.publisher()
                + " (user " + LocalAdmin.NAME + ", password " + LocalAdmin.PASSWORD
                + "), for example\n\n  curl --cacert "
                + certificate() + " -u " + LocalAdmin.NAME + ':' + LocalAdmin.PASSWORD + " https://localhost:"
                + ports.publisher() + "/api/am/publisher/v4/apis\n");
        for (int node = 1; node <= up.nodes(); node++) {
            console.say("Gateway " + node + ": http://localhost:" + ports.gateway(node) + ", https://localhost:"
                    + ports.gatewayTls(node));
        }
        console.say("Certificate of this machine: " + certificate() + " (curl --cacert)");
        console.say("Data and logs: " + data.root()
                + " (one broker without replicas: a power loss may lose the last seconds)");
        console.say(farewell());
    }

    private static String farewell() {
        String how = StopSignals.isInterruptIgnored()
                ? "kill " + ProcessHandle.current().pid()
                        + " stops everything, and Ctrl-C does not: it is ignored where this was started; "
                : "Ctrl-C stops everything; ";
        return how + "the data stay.";
    }

    private void readSample() throws InterruptedException {
        try {
            HttpClient http = HttpClient.newBuilder()
                    .version(HttpClient.Version.HTTP_1_1)
                    .sslContext(CertificateTrust.sslContext(certificate()))
                    .connectTimeout(Duration.ofSeconds(5))
                    .build();
            try {
                readSampleInTries(http);
            } finally {
                http.shutdownNow(); // close() would wait for a stream that never ends
            }
        } catch (IOException failure) {
            console.say("  %-18s FAILED: %s".formatted("sample API", inWords(failure)));
            console.say("The services run; their logs are in " + data.logs());
        }
    }

    private void readSampleInTries(HttpClient http) throws IOException, InterruptedException {
        for (int tried = 1; tried < TRIES; tried++) {
            try {
                readSample(http);
                return;
            } catch (IOException failure) {
                console.say("  %-18s not yet, next try in %d s: %s"
                        .formatted("sample API", BETWEEN_TRIES.toSeconds(), inWords(failure)));
                Thread.sleep(BETWEEN_TRIES);
            }
        }
        readSample(http);
    }

    private void readSample(HttpClient http) throws IOException, InterruptedException {
        Ports ports = up.ports();
        SampleApi sample = new SampleApi(
                new RestClient(http, URI.create("https://localhost:" + ports.publisher())),
                Authorization.basic(LocalAdmin.NAME, LocalAdmin.PASSWORD),
                data.sample(),
                "http://localhost:" + ports.sampleBackend());
        String token = sample.tokenForSubscriber();
        console.say("  %-18s Observer 1.0.0 at /observer/1.0.0, deployed and subscribed".formatted("sample API"));
        URI stream = URI.create("http://localhost:" + ports.gateway(1) + STREAM);
        String event = within(FIRST_EVENT_BOUND, () -> FirstEvent.read(http, stream, token));
        console.say("  %-18s %s".formatted("first event", event));
        console.say("first event after " + Console.seconds(launcher.sinceStart()) + " s (" + warmth() + ")");
        console.say("\nLive events (the token holds for an hour):\n\n  curl -N " + stream
                + " -H \"Authorization: Bearer " + token + "\"");
    }

    private Path certificate() {
        return LocalCertificate.in(data.tls()).certificate().toAbsolutePath();
    }

    private String warmth() {
        if (launcher.built().isEmpty() && !newData) {
            return "warm: nothing to build, data kept";
        }
        return "cold: " + (launcher.built().isEmpty() ? "nothing to build" : "built " + launcher.built()) + ", "
                + (newData ? "new data" : "data kept");
    }

    private static <T> T within(Duration bound, Callable<T> work) throws IOException, InterruptedException {
        FutureTask<T> task = new FutureTask<>(work);
        Thread.ofVirtual().name("first-event").start(task);
        try {
            return task.get(bound.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException tooLong) {
            throw new IOException("no event within " + bound.toSeconds() + " s", tooLong);
        } catch (ExecutionException failed) {
            throw new IOException(inWords(failed.getCause() == null ? failed : failed.getCause()), failed);
        }
    }

    /** The HTTP client's failures have no message of their own when a connection is refused. */
    private static String inWords(Throwable failure) {
        String message = failure.getMessage();
        return message == null ? failure.getClass().getSimpleName() : message;
    }
}
