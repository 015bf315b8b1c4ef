package dev.sluice.setup;

import dev.sluice.client.Authorization;
import dev.sluice.client.RestClient;
import dev.sluice.client.sample.FirstEvent;
import dev.sluice.client.sample.SampleApi;
import dev.sluice.embedded.CertificateTrust;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;

/**
 * The one-shots of an installation in containers: {@code init} makes its secrets, {@code admin-password} shows the first
 * password of the admin, {@code seed} makes the sample API and shows how to read it. Settings are environment variables:
 *
 * <pre>
 * SLUICE_SECRETS          folder of the secrets
 * SLUICE_ADMIN_PASSWORD   for init: of the first admin; none = a random one. For seed: none = the one in the folder
 * SLUICE_PUBLISHER        for seed: URL of the publisher, as seen from here
 * SLUICE_GATEWAY          for seed: URL of a gateway, as seen from here
 * SLUICE_BACKEND          for seed: URL of the sample backend, as relays see it
 * SLUICE_PUBLIC_GATEWAY   for seed: URL of the gateway, as its clients see it
 * </pre>
 *
 * Exit code 0: done; 1: failed; 2: wrong command.
 */
public final class Main {
    private static final Path NOTES = Path.of("sample.json");
    private static final String STREAM = "/observer/1.0.0/memory";

    private Main() {}

    public static void main(String[] arguments) throws InterruptedException {
        Map<String, String> environment = System.getenv();
        try {
            System.exit(run(arguments.length == 1 ? arguments[0] : "", environment));
        } catch (IOException | IllegalArgumentException e) {
            // A refused connection has no message.
            System.err.println("setup: " + (e.getMessage() == null ? e : e.getMessage()));
            System.exit(1);
        }
    }

    private static int run(String command, Map<String, String> environment) throws IOException, InterruptedException {
        switch (command) {
            case "init" -> secrets(environment).ensure(environment.getOrDefault("SLUICE_ADMIN_PASSWORD", ""));
            case "admin-password" -> System.out.println(secrets(environment).adminPassword());
            case "seed" -> seed(environment);
            default -> {
                System.err.println("usage: init | admin-password | seed");
                return 2;
            }
        }
        return 0;
    }

    private static void seed(Map<String, String> environment) throws IOException, InterruptedException {
        Secrets secrets = secrets(environment);
        HttpClient http = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .sslContext(CertificateTrust.sslContext(secrets.certificate()))
                .connectTimeout(Duration.ofSeconds(20))
                .build();
        try {
            SampleApi sample = new SampleApi(
                    new RestClient(http, url(environment, "SLUICE_PUBLISHER")),
                    Authorization.basic("admin", adminPassword(environment, secrets)),
                    Path.of(environment.getOrDefault("SLUICE_SEED", ".")).resolve(NOTES),
                    url(environment, "SLUICE_BACKEND").toString());
            String token = sample.tokenForSubscriber();
            String event =
                    FirstEvent.read(http, url(environment, "SLUICE_GATEWAY").resolve(STREAM), token);
            System.out.println(
                    "Observer 1.0.0 is deployed at /observer/1.0.0, and subscribed to. Its first event:\n\n  "
                            + event + "\n\nLive events (the token holds for an hour):\n\n  curl -N "
                            + url(environment, "SLUICE_PUBLIC_GATEWAY").resolve(STREAM) + " -H \"Authorization: Bearer "
                            + token
                            + "\"\n");
        } finally {
            http.shutdownNow(); // close() would wait for a stream that never ends
        }
    }

    private static String adminPassword(Map<String, String> environment, Secrets secrets) throws IOException {
        String given = environment.getOrDefault("SLUICE_ADMIN_PASSWORD", "");
        return given.isEmpty() ? secrets.adminPassword() : given;
    }

    private static Secrets secrets(Map<String, String> environment) {
        return new Secrets(Path.of(environment.getOrDefault("SLUICE_SECRETS", "/run/sluice")));
    }

    private static URI url(Map<String, String> environment, String variable) {
        String value = environment.getOrDefault(variable, "");
        if (value.isEmpty()) {
            throw new IllegalArgumentException(variable + " is not set");
        }
        return URI.create(value);
    }
}
