package dev.sluice.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The configurations that {@code docs/operations/proxies.md} shows, for a system on other ports. */
final class ProxiesPage {
    private static final Pattern LISTENS = Pattern.compile("(listen |bind :)8080");
    private static final Pattern GATEWAY = Pattern.compile("127\\.0\\.0\\.1:(8280|8290)");
    private static final Pattern HEALTH = Pattern.compile("check port (9446|9456)");
    private static final Pattern PATIENCE = Pattern.compile("\\b60s");

    private ProxiesPage() {}

    /**
     * Returns the configuration of a proxy.
     *
     * @param proxy as the page names its language
     * @param port on which it is to listen
     * @param patienceSeconds in place of the minute for which the page lets a stream be silent
     */
    static String configuration(String proxy, LocalSystem system, int port, int patienceSeconds) {
        String shown = shown(proxy);
        String listening = once(LISTENS, shown)
                .replaceAll(
                        place -> (place.group(1).startsWith("bind") ? "bind 127.0.0.1:" : "listen 127.0.0.1:") + port);
        String before = moved(GATEWAY, listening, system, "127.0.0.1:");
        String checked = moved(HEALTH, before, system, "check port ");
        assertThat(checked).as("a silence that the page allows").containsPattern(PATIENCE);
        return PATIENCE.matcher(checked).replaceAll(patienceSeconds + "s");
    }

    private static String moved(Pattern ports, String text, LocalSystem system, String before) {
        return ports.matcher(text).replaceAll(place -> before + system.port(Integer.parseInt(place.group(1))));
    }

    private static Matcher once(Pattern pattern, String text) {
        assertThat(pattern.matcher(text).results()).as(text).hasSize(1);
        return pattern.matcher(text);
    }

    private static String shown(String language) {
        Pattern block = Pattern.compile("```" + language + "\n(.*?)```", Pattern.DOTALL);
        Matcher shown = once(block, page());
        assertThat(shown.find()).isTrue();
        return shown.group(1);
    }

    private static String page() {
        try {
            return Files.readString(LocalSystem.home().resolve("docs/operations/proxies.md"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
