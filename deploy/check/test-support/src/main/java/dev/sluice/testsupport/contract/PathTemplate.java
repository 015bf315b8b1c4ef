package dev.sluice.testsupport.contract;

import java.util.Comparator;
import java.util.regex.Pattern;

/** A path with parameters in braces, each standing for one segment. */
record PathTemplate(String text, Pattern pattern, long parameters) {
    private static final Pattern PARAMETER = Pattern.compile("\\{[^}]+}");

    /** Of several that match, the one with fewer parameters is meant. */
    static final Comparator<PathTemplate> MEANT_FIRST = Comparator.comparingLong(PathTemplate::parameters);

    static PathTemplate of(String text) {
        return new PathTemplate(
                text,
                Pattern.compile(PARAMETER.matcher(text).replaceAll("[^/]+")),
                PARAMETER.matcher(text).results().count());
    }

    boolean matches(String path) {
        return pattern.matcher(path).matches();
    }
}
