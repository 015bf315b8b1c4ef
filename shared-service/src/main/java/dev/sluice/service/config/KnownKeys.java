package dev.sluice.service.config;

import io.smallrye.config.ConfigMappings;
import io.smallrye.config.ConfigMappings.ConfigClass;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The {@code sluice.*} keys that a service reads; any other is a mistake to be told, not passed over. Keys of the other
 * services are theirs to judge: one file may configure all. SmallRye's own check knows neither the keys that are passed on to
 * Kafka's clients nor a prefix that is mistyped.
 */
public final class KnownKeys {
    /** How a key that has a list may be set. */
    public enum Lists {
        /** By its name alone, the values separated by commas. */
        BY_NAME,
        /** One by one, too: {@code key[0]}. */
        BY_INDEX
    }

    private static final String OURS = "sluice.";
    /** A service that reads none of the keys of a part leaves them to those that do. */
    private static final List<String> PARTS = List.of(
            "sluice.publisher.",
            "sluice.gateway.",
            "sluice.relay.",
            "sluice.definition.",
            "sluice.kafka.",
            "sluice.secrets.",
            "sluice.native.",
            "sluice.log.",
            "sluice.node.");

    private static final String EACH = "[*]";

    private final Set<String> mapped = new TreeSet<>();
    private final Set<String> passedOn;
    private final Lists lists;
    private final Set<String> variables;
    private final List<String> ofOthers;
    /** In the environment only what can be nothing else: {@code SLUICE_HOME} may belong to other software. */
    private final List<String> variablesOfOurs;

    /**
     * @param mappings the interfaces with {@code @ConfigMapping}
     * @param others keys that are read without one
     * @param passedOn keys that are passed on to a library, whose manual has them
     */
    public KnownKeys(Collection<Class<?>> mappings, Set<String> others, Set<String> passedOn, Lists lists) {
        for (Class<?> mapping : mappings) {
            mapped.addAll(ConfigMappings.getProperties(ConfigClass.configClass(mapping))
                    .keySet());
        }
        mapped.removeIf(key -> key.endsWith(EACH));
        mapped.addAll(others);
        this.passedOn = Set.copyOf(passedOn);
        this.lists = lists;
        this.variables = Stream.concat(mapped.stream(), passedOn.stream())
                .map(KnownKeys::asVariable)
                .collect(Collectors.toUnmodifiableSet());
        this.ofOthers = PARTS.stream()
                .filter(part -> mapped.stream().noneMatch(key -> key.startsWith(part)))
                .toList();
        this.variablesOfOurs = PARTS.stream()
                .filter(part -> !ofOthers.contains(part))
                .map(KnownKeys::asVariable)
                .toList();
    }

    /** Returns all keys of the service, without those that are passed on. */
    public Set<String> all() {
        return Set.copyOf(mapped);
    }

    /**
     * Refuses a start with a key that is not known.
     *
     * @param names of all that is configured
     * @throws IllegalStateException which ones are unknown
     */
    public void require(Iterable<String> names) {
        List<String> unknown = unknownAmong(names);
        if (!unknown.isEmpty()) {
            throw new IllegalStateException("unknown configuration keys: " + String.join(", ", unknown));
        }
    }

    /** Returns which of these names are ours and unknown; names of environment variables may be among them. */
    public List<String> unknownAmong(Iterable<String> names) {
        Set<String> unknown = new TreeSet<>();
        for (String name : names) {
            if (isOurs(name) && !isKnown(name)) {
                unknown.add(name);
            }
        }
        return List.copyOf(unknown);
    }

    private boolean isOurs(String name) {
        return name.startsWith(OURS)
                ? ofOthers.stream().noneMatch(name::startsWith)
                : variablesOfOurs.stream().anyMatch(name::startsWith);
    }

    private boolean isKnown(String name) {
        String key = lists == Lists.BY_INDEX ? withoutIndex(name) : name;
        return mapped.contains(key)
                || passedOn.contains(name)
                // An environment variable is also listed as a key in which every mark is a dot.
                || variables.contains(asVariable(name));
    }

    /** {@code vhosts[0]} is {@code vhosts}. */
    private static String withoutIndex(String name) {
        int bracket = name.indexOf('[');
        return bracket < 0 ? name : name.substring(0, bracket);
    }

    private static String asVariable(String key) {
        return key.replaceAll("[^A-Za-z0-9]", "_").toUpperCase(Locale.ROOT);
    }
}
