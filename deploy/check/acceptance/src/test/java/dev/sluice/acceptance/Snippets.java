package dev.sluice.acceptance;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** The programs that the developer portal gives to developers, made by its own module. */
final class Snippets {
    private static final Path PORTAL = LocalSystem.home().resolve("publisher-service/src/main/webui");
    private static final Path MAKER =
            LocalSystem.home().resolve("deploy/check/acceptance/src/test/js/snippets/make.mjs");

    private Snippets() {}

    /**
     * One of them.
     *
     * @param key such as {@code python}
     * @param isPage whether a browser shows it
     */
    record Snippet(String key, String fileName, String code, boolean isPage) {
        Snippet with(String otherCode) {
            return new Snippet(key, fileName, otherCode, isPage);
        }
    }

    /** Returns whether this machine has what is needed: Node.js, and what the portal is built with. */
    static boolean areHere() {
        return NodeScript.isHere() && Files.isDirectory(PORTAL.resolve("node_modules/esbuild"));
    }

    /**
     * Makes those that this machine can run: without Python, the others.
     *
     * @param path of the topic at the gateway
     * @param header that shows the credential
     */
    static List<Snippet> of(URI gateway, String path, String header, String credential) {
        ObjectNode settings = Rest.JSON.createObjectNode().put("portal", PORTAL.toString());
        ObjectNode target = settings.putObject("target");
        target.put("gateway", gateway.toString())
                .put("path", path)
                .putArray("types")
                .add("price");
        target.putObject("credential").put("header", header).put("value", credential);
        List<Snippet> snippets = new ArrayList<>();
        for (JsonNode one : Rest.json(made(settings))) {
            String key = one.get("key").asText();
            String fileName = one.get("fileName").asText();
            if (key.equals("python") && !hasPython()) {
                System.out.println("the program for Python is not run: no python3 on this machine");
                continue;
            }
            snippets.add(new Snippet(key, fileName, one.get("code").asText(), fileName.endsWith(".html")));
        }
        return snippets;
    }

    private static boolean hasPython() {
        return Arrays.stream(System.getenv().getOrDefault("PATH", "").split(":"))
                .anyMatch(folder -> Files.isExecutable(Path.of(folder, "python3")));
    }

    private static String made(ObjectNode settings) {
        return Rest.ask(() -> {
            Path printed = Files.createTempFile("sluice-snippets", ".json");
            Process process = new ProcessBuilder("node", MAKER.toString())
                    .redirectError(ProcessBuilder.Redirect.INHERIT)
                    .redirectOutput(printed.toFile())
                    .start();
            try (var in = process.outputWriter()) {
                in.write(settings.toString());
            }
            if (!process.waitFor(60, TimeUnit.SECONDS) || process.exitValue() != 0) {
                process.destroyForcibly();
                throw new IOException(MAKER + " failed");
            }
            String json = Files.readString(printed);
            Files.delete(printed);
            return json;
        });
    }
}
