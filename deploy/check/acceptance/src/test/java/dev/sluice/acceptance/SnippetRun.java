package dev.sluice.acceptance;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.sluice.acceptance.Snippets.Snippet;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** All snippets at once, each as a developer runs it: programs as processes, pages side by side in one Chromium. */
final class SnippetRun implements AutoCloseable {
    /** What shows to the test what a page shows. */
    private static final String REPORTER = """
            <script>setInterval(() => fetch('/%s', { method: 'POST', body: document.querySelector('pre').textContent }), 200)</script>
            """;

    private final Path folder;
    private final Map<String, Process> programs = new HashMap<>();
    private final Map<String, Snippet> pages = new HashMap<>();
    private final Map<String, String> shown = new ConcurrentHashMap<>();
    private final HttpServer server = LoopbackServer.start(this::answer);
    private @Nullable Chromium browser;

    SnippetRun(Path folder) {
        this.folder = folder;
    }

    /** The origin of the pages. */
    String origin() {
        return "http://localhost:" + server.getAddress().getPort();
    }

    void start(List<Snippet> snippets) throws IOException {
        for (Snippet snippet : snippets) {
            if (snippet.isPage()) {
                pages.put(snippet.key(), snippet);
            } else {
                programs.put(snippet.key(), program(snippet));
            }
        }
        if (!pages.isEmpty()) {
            browser = Chromium.showing(origin());
        }
    }

    private Process program(Snippet snippet) throws IOException {
        Path own = Files.createDirectories(folder.resolve(snippet.key()));
        Files.writeString(own.resolve(snippet.fileName()), snippet.code());
        ProcessBuilder builder = new ProcessBuilder(command(snippet))
                .directory(own.toFile())
                .redirectOutput(own.resolve("out.txt").toFile())
                .redirectError(own.resolve("err.txt").toFile());
        builder.environment()
                .keySet()
                .removeIf(name -> name.toLowerCase(Locale.ROOT).endsWith("_proxy"));
        return builder.start();
    }

    private static List<String> command(Snippet snippet) {
        String file = snippet.fileName();
        return switch (snippet.key()) {
            case "curl" -> List.of("bash", file);
            case "node" -> List.of("node", file);
            case "python" -> List.of("python3", file);
            case "java" ->
                List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-Xmx64m", file);
            default -> throw new IllegalArgumentException("no command runs " + snippet.key());
        };
    }

    /** What each has printed so far on lines of its own, by its key; of the last one it may be a part. */
    Map<String, List<String>> printed() {
        Map<String, List<String>> all = new HashMap<>();
        for (String key : programs.keySet()) {
            all.put(key, text(key, "out.txt").lines().toList());
        }
        for (String key : pages.keySet()) {
            all.put(key, shown.getOrDefault(key, "").lines().toList());
        }
        return all;
    }

    /** What the programs have said beside the events. */
    Map<String, String> notes() {
        Map<String, String> notes = new HashMap<>();
        programs.keySet().forEach(key -> notes.put(key, text(key, "err.txt")));
        return notes;
    }

    private String text(String key, String file) {
        return Rest.ask(() -> Files.readString(folder.resolve(key).resolve(file)));
    }

    /** The programs that have not ended by themselves. */
    List<String> running() {
        return programs.entrySet().stream()
                .filter(each -> each.getValue().isAlive())
                .map(Map.Entry::getKey)
                .toList();
    }

    private void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            String key = exchange.getRequestURI().getPath().substring(1);
            if (exchange.getRequestMethod().equals("POST")) {
                shown.put(key, new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
                exchange.sendResponseHeaders(204, -1);
                return;
            }
            String html = key.isEmpty() ? frames() : page(key);
            exchange.getResponseHeaders().set("Content-Type", "text/html;charset=utf-8");
            exchange.sendResponseHeaders(html.isEmpty() ? 404 : 200, 0);
            exchange.getResponseBody().write(html.getBytes(StandardCharsets.UTF_8));
        }
    }

    private String frames() {
        StringBuilder html = new StringBuilder("<!doctype html>");
        pages.keySet().forEach(key -> html.append("<iframe src='/").append(key).append("'></iframe>"));
        return html.toString();
    }

    private String page(String key) {
        Snippet page = pages.get(key);
        return page == null ? "" : page.code().replace("</html>", REPORTER.formatted(key) + "</html>");
    }

    @Override
    public void close() {
        for (Process program : programs.values()) {
            program.descendants().forEach(ProcessHandle::destroyForcibly);
            program.destroyForcibly();
        }
        if (browser != null) {
            browser.close();
        }
        server.stop(0);
    }
}
