package dev.sluice.definition.validate;

import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;
import java.util.regex.Matcher;

/**
 * A regular expression that an author has written into a schema. Only what can be matched in linear time is ever matched: a
 * pattern for a backtracking engine can be made to run for years.
 */
sealed interface UserPattern {
    /** Characters that are compiled. */
    int MAX_LENGTH = 1_000;

    /** Copies that repetitions such as {@code {3,100}} may make of their inside, one within the other. */
    int MAX_COPIES = 1_000;

    /** Characters of them all. */
    int MAX_SIZE = 50_000;

    /** It can be matched; costs about {@code size} steps for each character. */
    record Linear(Pattern pattern, int size) implements UserPattern {}

    /** It is none that is matched here: look-around, back references, or too large. */
    record NotMatched(String reason) implements UserPattern {}

    /** It is no regular expression. */
    record Broken(String reason) implements UserPattern {}

    /** Steps that it costs to make a pattern of it. */
    static long cost(String regex) {
        return regex.length() > MAX_LENGTH ? 1 : Math.min(MAX_SIZE, regex.length() * copies(regex));
    }

    static UserPattern of(String regex) {
        if (regex.length() > MAX_LENGTH) {
            return new NotMatched("it has more than " + MAX_LENGTH + " characters");
        }
        long copies = copies(regex);
        if (copies > MAX_COPIES || regex.length() * copies > MAX_SIZE) {
            return new NotMatched("it repeats too much");
        }
        try {
            // [^] is any character in ECMA 262, and an error everywhere else.
            return new Linear(Pattern.compile(regex.replace("[^]", "[\\s\\S]")), (int) (regex.length() * copies));
        } catch (PatternSyntaxException notLinear) {
            return unlessOthersReadIt(regex, notLinear.getDescription());
        }
    }

    private static UserPattern unlessOthersReadIt(String regex, String reason) {
        try {
            java.util.regex.Pattern.compile(regex);
            return new NotMatched("it has look-around, back references or the like");
        } catch (java.util.regex.PatternSyntaxException broken) {
            return new Broken(reason);
        } catch (StackOverflowError deep) {
            return new NotMatched("it is nested too deeply");
        }
    }

    /** The product of all counted repetitions: more than they make, since not all are nested. */
    private static long copies(String regex) {
        Matcher counted = java.util.regex.Pattern.compile("\\{(\\d{1,9})(?:,(\\d{0,9}))?}")
                .matcher(regex);
        long copies = 1;
        while (counted.find() && copies <= MAX_COPIES) {
            String most = counted.group(2) == null || counted.group(2).isEmpty() ? counted.group(1) : counted.group(2);
            copies *= Math.max(1, Long.parseLong(most));
        }
        return copies;
    }
}
