package dev.sluice.definition.ops;

import io.smallrye.config.ConfigMappings;
import io.smallrye.config.ConfigMappings.ConfigClass;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;

/**
 * The {@code sluice.*} keys that this service reads; any other is a mistake to be reported, not passed over. Keys of
 * the other services are theirs to judge: one file may configure all.
 */
final class KnownKeys {
    private static final String OURS = "sluice.";
    private static final List<String> OF_OTHERS =
            List.of("sluice.gateway.", "sluice.relay.", "sluice.publisher.", "sluice.kafka.", "sluice.secrets.");
    /** In the environment only what can be nothing else: {@code SLUICE_HOME} may belong to other software. */
    private static final List<String> OURS_IN_ENVIRONMENT = List.of("SLUICE_DEFINITION_", "SLUICE_NODE_");

    private final Set<String> known = new TreeSet<>();

    /** @param mappings the interfaces with {@code @ConfigMapping} */
    KnownKeys(Collection<Class<?>> mappings) {
        for (Class<?> mapping : mappings) {
            ConfigMappings.getProperties(ConfigClass.configClass(mapping)).keySet().stream()
                    .filter(key -> !key.endsWith("[*]"))
                    .forEach(known::add);
        }
    }

    Set<String> all() {
        return Set.copyOf(known);
    }

    /** Which of these names are ours and unknown; names of environment variables are among them. */
    List<String> unknownAmong(Iterable<String> names) {
        Set<String> environment = new TreeSet<>();
        known.forEach(key -> environment.add(asEnvironment(key)));
        Set<String> unknown = new TreeSet<>();
        for (String name : names) {
            boolean wrongKey = name.startsWith(OURS)
                    && OF_OTHERS.stream().noneMatch(name::startsWith)
                    && !known.contains(withoutIndex(name))
                    // An environment variable is also listed as a key in which every mark is a dot.
                    && !environment.contains(asEnvironment(name));
            boolean wrongVariable =
                    OURS_IN_ENVIRONMENT.stream().anyMatch(name::startsWith) && !environment.contains(name);
            if (wrongKey || wrongVariable) {
                unknown.add(name);
            }
        }
        return List.copyOf(unknown);
    }

    /** {@code vhosts[0]} is {@code vhosts}. */
    private static String withoutIndex(String name) {
        int bracket = name.indexOf('[');
        return bracket < 0 ? name : name.substring(0, bracket);
    }

    private static String asEnvironment(String key) {
        return key.replaceAll("[^A-Za-z0-9]", "_").toUpperCase(Locale.ROOT);
    }
}
