package dev.sluice.publisher;

import dev.sluice.embedded.ChildProcess;
import io.restassured.path.json.JsonPath;
import java.io.IOException;
import java.net.CookieManager;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Another provider of OpenID Connect: the npm package {@code oidc-provider}, on this machine's Node.js. */
final class TestProvider implements AutoCloseable {
    static final String CLIENT_ID = "sluice";
    static final String CLIENT_SECRET = "secret-of-a-test";

    private static final Path SOURCE = Path.of("src/test/js/provider");
    private static final Path INSTALLED = Path.of("target/js/provider").toAbsolutePath();
    private static final int OLDEST_NODE = 20;
    private static final int MAX_REDIRECTS = 10;

    private final Process process;
    private final int port;
    private HttpClient browser = newBrowser();

    private TestProvider(Process process, int port) {
        this.process = process;
        this.port = port;
    }

    /** Returns whether this machine has Node.js 20 or newer with npm. */
    static boolean canRun() {
        try {
            Process version = new ProcessBuilder("node", "-p", "process.versions.node.split('.')[0]").start();
            String major = new String(version.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            return new ProcessBuilder("npm", "--version").start().waitFor() == 0
                    && Integer.parseInt(major.strip()) >= OLDEST_NODE;
        } catch (IOException none) {
            return false;
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    static String url(int port) {
        return "http://localhost:" + port;
    }

    /** @param portal the port of the publisher that may send its users here */
    static TestProvider start(int port, int portal) throws IOException, InterruptedException {
        Files.createDirectories(INSTALLED);
        for (String file : List.of("package.json", "package-lock.json", "provider.mjs")) {
            Files.writeString(INSTALLED.resolve(file), Files.readString(SOURCE.resolve(file)));
        }
        Process install = ChildProcess.start(
                "KILL",
                new ProcessBuilder("npm", "ci", "--no-audit", "--no-fund", "--ignore-scripts")
                        .directory(INSTALLED.toFile())
                        .redirectErrorStream(true)
                        .redirectOutput(INSTALLED.resolve("npm.log").toFile()));
        if (!install.waitFor(120, TimeUnit.SECONDS) || install.exitValue() != 0) {
            throw new AssertionError("npm ci failed: " + Files.readString(INSTALLED.resolve("npm.log")));
        }
        Process process = ChildProcess.start(
                "KILL",
                new ProcessBuilder("node", "provider.mjs")
                        .directory(INSTALLED.toFile())
                        .redirectError(INSTALLED.resolve("provider.log").toFile()));
        try (var settings = process.outputWriter()) {
            settings.write(
                    "{\"port\":" + port + ",\"redirectUris\":[\"https://localhost:" + portal + "/portal/callback\"]}");
        }
        String line = process.inputReader().readLine();
        if (!"listening".equals(line)) {
            throw new AssertionError(
                    "the provider said: " + line + Files.readString(INSTALLED.resolve("provider.log")));
        }
        return new TestProvider(process, port);
    }

    private static HttpClient newBrowser() {
        return HttpClient.newBuilder().cookieHandler(new CookieManager()).build();
    }

    /** So that the next sign-in is not that of before. */
    void forgetBrowser() {
        browser.close();
        browser = newBrowser();
    }

    /** The browser that comes next is this user. */
    void user(String claims) throws IOException, InterruptedException {
        send(HttpRequest.newBuilder(URI.create(url(port) + "/who")).PUT(HttpRequest.BodyPublishers.ofString(claims)));
    }

    /** Goes where a browser is sent, until it is sent away from the provider. Returns where to. */
    String follow(String address) throws IOException, InterruptedException {
        String next = address;
        for (int i = 0; i < MAX_REDIRECTS && next.startsWith(url(port)); i++) {
            HttpResponse<String> answer = send(HttpRequest.newBuilder(URI.create(next)));
            String body = answer.body();
            int status = answer.statusCode();
            next = answer.headers()
                    .firstValue("Location")
                    .map(URI.create(next)::resolve)
                    .map(URI::toString)
                    .orElseThrow(() -> new AssertionError("no redirect but " + status + ": " + body));
        }
        return next;
    }

    /** A token that a client of it got for itself, for the resource {@code https://sluice.example}. */
    String clientToken(String clientId) throws IOException, InterruptedException {
        String form = "grant_type=client_credentials&scope=read&resource=https%3A%2F%2Fsluice.example&client_id="
                + clientId + "&client_secret=" + CLIENT_SECRET;
        String body = send(HttpRequest.newBuilder(URI.create(url(port) + "/token"))
                        .header("Content-Type", "application/x-www-form-urlencoded")
                        .POST(HttpRequest.BodyPublishers.ofString(form)))
                .body();
        return JsonPath.from(body).getString("access_token");
    }

    private HttpResponse<String> send(HttpRequest.Builder request) throws IOException, InterruptedException {
        return browser.send(request.timeout(Duration.ofSeconds(20)).build(), HttpResponse.BodyHandlers.ofString());
    }

    @Override
    public void close() throws InterruptedException {
        browser.close();
        process.destroyForcibly().waitFor();
    }
}
