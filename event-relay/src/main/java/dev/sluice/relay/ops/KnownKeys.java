package dev.sluice.relay.ops;

import dev.sluice.kafka.KafkaConnection;
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
    private static final List<String> OF_OTHERS = List.of("sluice.publisher.", "sluice.gateway.", "sluice.definition.");

    private final Set<String> known = new TreeSet<>();
    /** Passed on to Kafka's clients, whose manual has them. */
    private final Set<String> ofKafka = KafkaConnection.keys();

    private final Set<String> inEnvironment = new TreeSet<>();

    /** @param mappings the interfaces with {@code @ConfigMapping} */
    KnownKeys(Collection<Class<?>> mappings) {
        for (Class<?> mapping : mappings) {
            ConfigMappings.getProperties(ConfigClass.configClass(mapping)).keySet().stream()
                    .filter(key -> !key.endsWith("[*]"))
                    .forEach(known::add);
        }
        known.forEach(key -> inEnvironment.add(asVariable(key)));
        ofKafka.forEach(key -> inEnvironment.add(asVariable(key)));
    }

    Set<String> all() {
        return Set.copyOf(known);
    }

    /** Which of these names are ours and unknown. */
    List<String> unknownAmong(Iterable<String> names) {
        Set<String> unknown = new TreeSet<>();
        for (String name : names) {
            boolean ours = name.startsWith(OURS) && OF_OTHERS.stream().noneMatch(name::startsWith);
            // An environment variable is also listed as a key in which every mark is a dot.
            if (ours && !known.contains(name) && !ofKafka.contains(name) && !inEnvironment.contains(asVariable(name))) {
                unknown.add(name);
            }
        }
        return List.copyOf(unknown);
    }

    private static String asVariable(String key) {
        return key.replaceAll("[^A-Za-z0-9]", "_").toUpperCase(Locale.ROOT);
    }
}
