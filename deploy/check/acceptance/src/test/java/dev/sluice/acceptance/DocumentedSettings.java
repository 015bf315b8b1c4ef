package dev.sluice.acceptance;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/** The keys of {@code docs/operations/configuration.md}, and Quarkus's that it names, as environment variables. */
final class DocumentedSettings {
    private static final Path PAGE = LocalSystem.home().resolve("docs/operations/configuration.md");
    private static final Pattern SECTION = Pattern.compile("^## (.+)$", Pattern.MULTILINE);
    private static final Pattern KEY = Pattern.compile("`((?:sluice|quarkus)\\.[a-z0-9.*-]+)`");
    private static final String EVERY = "All services";

    /** Variables by section; one that ends with {@code *} stands for all that begin so. */
    private final Map<String, Set<String>> variables = new LinkedHashMap<>();

    DocumentedSettings() {
        try {
            String page = Files.readString(PAGE);
            String[] texts = SECTION.split(page);
            int next = 1;
            for (MatchResult section : SECTION.matcher(page).results().toList()) {
                variables.put(section.group(1), variables(texts[next++]));
            }
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    private static Set<String> variables(String text) {
        Set<String> variables = new TreeSet<>();
        KEY.matcher(text).results().forEach(key -> variables.add(variable(key.group(1))));
        return variables;
    }

    /** Returns the environment variable of a key. */
    static String variable(String key) {
        return key.toUpperCase(Locale.ROOT).replaceAll("[.-]", "_");
    }

    /**
     * Returns those that a service does not have.
     *
     * @param module the service's module, as {@code gateway-service}
     */
    Set<String> unknown(String module, Set<String> used) {
        Set<String> known = new TreeSet<>(of(EVERY));
        known.addAll(of(module));
        Set<String> unknown = new TreeSet<>(used);
        unknown.removeIf(variable -> known.stream().anyMatch(key -> covers(key, variable)));
        return unknown;
    }

    private Set<String> of(String section) {
        Set<String> keys = variables.getOrDefault(section, Set.of());
        if (keys.isEmpty()) {
            throw new AssertionError(PAGE + " has no section " + section + ", but " + variables.keySet());
        }
        return keys;
    }

    private static boolean covers(String key, String variable) {
        return key.endsWith("*") ? variable.startsWith(key.substring(0, key.length() - 1)) : variable.equals(key);
    }
}
