package dev.sluice.publisher.api.lifecycle;

import dev.sluice.publisher.web.rest.Query;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** What is asked for along with a move: {@code <item>:true,<item>:false}, in WSO2's words. */
record Checklist(Set<Item> items) {
    private static final String PARAMETER = "lifecycleChecklist";
    private static final int MAX_LENGTH = 500;

    /** What can be asked for when a version is published for the first time. */
    enum Item {
        DEPRECATE_OLD_VERSIONS("Deprecate old versions after publishing the API"),
        REQUIRE_RE_SUBSCRIPTION("Requires re-subscription when publishing the API");

        private final String text;

        Item(String text) {
            this.text = text;
        }

        String text() {
            return text;
        }

        private static Optional<Item> named(String text) {
            return Arrays.stream(values())
                    .filter(item -> item.text.equalsIgnoreCase(text))
                    .findFirst();
        }
    }

    Checklist {
        items = Set.copyOf(items);
    }

    static Checklist read(Query query) {
        EnumSet<Item> items = EnumSet.noneOf(Item.class);
        for (String entry : query.text(PARAMETER, MAX_LENGTH).split(",")) {
            if (!entry.isBlank()) {
                read(query, entry.strip(), items);
            }
        }
        return new Checklist(items);
    }

    private static void read(Query query, String entry, Set<Item> items) {
        int colon = entry.lastIndexOf(':');
        String value = entry.substring(colon + 1).strip().toLowerCase(Locale.ROOT);
        Optional<Item> item = Item.named(entry.substring(0, Math.max(0, colon)).strip());
        if (item.isEmpty() || !(value.equals("true") || value.equals("false"))) {
            String known = Arrays.stream(Item.values())
                    .map(each -> "'" + each.text + ":true'")
                    .collect(Collectors.joining(", "));
            query.wrong(PARAMETER, "has '" + entry + "'; known are " + known + ", or with :false");
        } else if (value.equals("true")) {
            items.add(item.get());
        }
    }

    boolean has(Item item) {
        return items.contains(item);
    }
}
