package dev.sluice.acceptance;

import com.fasterxml.jackson.databind.JsonNode;
import dev.sluice.embedded.FreePorts;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.awaitility.Awaitility;

/** The Prometheus of this machine, on a port and data of its own; it asks each target once a second. */
final class Prometheus implements AutoCloseable {
    private static final Duration BOUND = Duration.ofSeconds(10);

    private final HttpClient http = HttpClient.newHttpClient();
    private final Process process;
    private final URI base;

    private Prometheus(Process process, URI base) {
        this.process = process;
        this.base = base;
    }

    /** Returns whether this machine has it. */
    static boolean isHere() {
        return program("prometheus").isPresent();
    }

    /** Returns whether this machine has its tool. */
    static boolean hasTool() {
        return program("promtool").isPresent();
    }

    static Optional<Path> program(String name) {
        return Stream.of(System.getenv().getOrDefault("PATH", "").split(File.pathSeparator))
                .map(folder -> Path.of(folder, name))
                .filter(Files::isExecutable)
                .findFirst();
    }

    /**
     * @param folder for its files
     * @param rules what it evaluates
     * @param targets ports of this machine by job
     */
    static Prometheus over(Map<String, List<Integer>> targets, Path rules, Path folder) {
        try {
            URI base = URI.create("http://127.0.0.1:" + FreePorts.any());
            Path file = Files.writeString(folder.resolve("prometheus.yml"), configuration(targets, rules));
            Process process = new ProcessBuilder(
                            program("prometheus").orElseThrow().toString(),
                            "--config.file=" + file,
                            "--storage.tsdb.path=" + folder.resolve("data"),
                            "--web.listen-address=" + base.getAuthority(),
                            "--log.level=warn")
                    .redirectErrorStream(true)
                    .redirectOutput(folder.resolve("prometheus.log").toFile())
                    .start();
            Prometheus prometheus = new Prometheus(process, base);
            Awaitility.await("prometheus").atMost(BOUND).until(prometheus::isReady);
            return prometheus;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String configuration(Map<String, List<Integer>> targets, Path rules) {
        String jobs = targets.entrySet().stream()
                .map(job -> """
                          - job_name: %s
                            metrics_path: /q/metrics
                            static_configs: [{targets: %s}]
                        """.formatted(
                                job.getKey(),
                                job.getValue().stream()
                                        .map(port -> "'127.0.0.1:" + port + '\'')
                                        .collect(Collectors.joining(", ", "[", "]"))))
                .collect(Collectors.joining());
        return """
                global: {scrape_interval: 1s, scrape_timeout: 1s, evaluation_interval: 1s}
                rule_files: ['%s']
                scrape_configs:
                %s""".formatted(rules, jobs);
    }

    private boolean isReady() {
        if (!process.isAlive()) {
            throw new IllegalStateException("prometheus has ended: see prometheus.log in its folder");
        }
        try {
            return get("/-/ready").statusCode() == 200;
        } catch (UncheckedIOException notYet) {
            return false;
        }
    }

    /** Returns the series that a query has now. */
    JsonNode query(String expression) {
        String query = URLEncoder.encode(expression, StandardCharsets.UTF_8);
        return data("/api/v1/query?query=" + query).get("result");
    }

    /** Returns the groups of rules with how each one fares. */
    JsonNode rules() {
        return data("/api/v1/rules").get("groups");
    }

    private JsonNode data(String path) {
        HttpResponse<String> answer = get(path);
        try {
            JsonNode body = Rest.JSON.readTree(answer.body());
            if (answer.statusCode() != 200) {
                throw new AssertionError(path + ": " + answer.body());
            }
            return body.get("data");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private HttpResponse<String> get(String path) {
        try {
            HttpRequest request = HttpRequest.newBuilder(URI.create(base + path))
                    .timeout(BOUND)
                    .build();
            return http.send(request, HttpResponse.BodyHandlers.ofString());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() {
        http.close();
        process.destroy();
        try {
            if (!process.waitFor(5, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
