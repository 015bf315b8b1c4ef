package dev.sluice.definition.generate;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Ids of topics in documents: {@code /*} is {@code all}, {@code /prices/{symbol}} is {@code prices_symbol}. They hold letters,
 * digits, {@code _} and {@code -} only, so that no reference needs an escape; a second topic with the same id gets a number.
 */
final class TopicIds {
    private TopicIds() {}

    /** Id by target, in the order of the targets. */
    static Map<String, String> of(List<String> targets) {
        Map<String, String> ids = new LinkedHashMap<>();
        Set<String> taken = new HashSet<>();
        for (String target : targets) {
            String wanted = wanted(target);
            String id = wanted;
            for (int i = 2; !taken.add(id); i++) {
                id = wanted + '_' + i;
            }
            ids.put(target, id);
        }
        return ids;
    }

    private static String wanted(String target) {
        List<String> words = new ArrayList<>();
        for (String segment : target.split("/", -1)) {
            if (segment.equals("*")) {
                words.add("all");
            } else if (!segment.isEmpty()) {
                words.add(segment.replaceAll("[{}]", "").replaceAll("[^A-Za-z0-9_-]", "_"));
            }
        }
        return words.isEmpty() ? "root" : String.join("_", words);
    }

    /** {@code send} and {@code prices_symbol}: {@code sendPrices_symbol}. */
    static String operation(String verb, String id) {
        return verb + Character.toUpperCase(id.charAt(0)) + id.substring(1);
    }
}
