package dev.sluice.definition.document;

import java.util.ArrayList;
import java.util.List;

/** JSON pointers (RFC 6901) as texts: empty = the whole document. */
public final class Pointers {
    private Pointers() {}

    /** The pointer to an entry of what {@code parent} points to. */
    public static String child(String parent, String token) {
        return parent + '/' + token.replace("~", "~0").replace("/", "~1");
    }

    /** The tokens of a pointer, unescaped. */
    public static List<String> tokens(String pointer) {
        List<String> tokens = new ArrayList<>();
        if (!pointer.isEmpty()) {
            for (String token : pointer.substring(1).split("/", -1)) {
                tokens.add(token.replace("~1", "/").replace("~0", "~"));
            }
        }
        return tokens;
    }

    /** The last token, unescaped; empty for the whole document. */
    public static String last(String pointer) {
        List<String> tokens = tokens(pointer);
        return tokens.isEmpty() ? "" : tokens.getLast();
    }

    /** A list's index, or -1 when the token is none. */
    static int index(String token) {
        boolean digits =
                !token.isEmpty() && token.length() < 10 && token.chars().allMatch(c -> c >= '0' && c <= '9');
        return digits ? Integer.parseInt(token) : -1;
    }
}
