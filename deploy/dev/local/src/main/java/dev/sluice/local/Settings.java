package dev.sluice.local;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/** Settings from the command line; each goes to the services whose prefix it carries, {@code sluice.*} else to all. */
record Settings(Map<String, String> values) {
    private static final Set<String> SERVICES = Set.of("gateway", "relay", "publisher", "definition");

    Settings {
        values = Map.copyOf(values);
    }

    /** @param service {@code gateway}, {@code relay}, {@code publisher} or {@code definition} */
    Map<String, String> of(String service) {
        Map<String, String> own = new LinkedHashMap<>();
        values.forEach((key, value) -> {
            String owner = key.split("\\.", 3)[1];
            if (owner.equals(service) || !SERVICES.contains(owner)) {
                own.put(key, value);
            }
        });
        return own;
    }
}
