package dev.sluice.publisher.web.openapi;

import java.util.Locale;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Names of operations and answers, for people. */
final class Words {
    private static final Pattern WORD = Pattern.compile("AsyncAPI|[A-Z]{2,}s?(?![a-z])|[A-Z]?[a-z]+|[A-Z]");

    private Words() {}

    /** {@code getAllAPIs} is "Get all APIs". */
    static String sentence(String name) {
        String words = WORD.matcher(name)
                .results()
                .map(MatchResult::group)
                .map(word -> isAbbreviation(word) ? word : word.toLowerCase(Locale.ROOT))
                .collect(Collectors.joining(" "));
        return words.substring(0, 1).toUpperCase(Locale.ROOT) + words.substring(1);
    }

    private static boolean isAbbreviation(String word) {
        return word.chars().skip(1).anyMatch(Character::isUpperCase);
    }
}
