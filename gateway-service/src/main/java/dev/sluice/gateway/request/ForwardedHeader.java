package dev.sluice.gateway.request;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * The header {@code Forwarded} (RFC 7239, 4). It is read from its end, where the last proxy has written: what a client has
 * written before that, such as a quotation mark that is not closed, hides nothing of it. In quotation marks there may be
 * anything, also what a client has sent as {@code Host}.
 */
final class ForwardedHeader {
    private static final String FOR = "for=";

    private ForwardedHeader() {}

    /** Returns the {@code for} of each element of a line, the last one first; empty where an element has none. */
    static List<String> clients(String line) {
        List<String> clients = new ArrayList<>();
        for (String element : splitFromEnd(line, ',')) {
            clients.add(client(element));
        }
        return clients;
    }

    private static String client(String element) {
        for (String pair : splitFromEnd(element, ';')) {
            String stripped = pair.strip();
            if (stripped.toLowerCase(Locale.ROOT).startsWith(FOR)) {
                return stripped.substring(FOR.length()).replace("\"", "");
            }
        }
        return "";
    }

    /** The last part first. */
    private static List<String> splitFromEnd(String text, char separator) {
        List<String> parts = new ArrayList<>();
        int end = text.length();
        boolean isQuoted = false;
        for (int i = text.length() - 1; i >= 0; i--) {
            char next = text.charAt(i);
            if (next == '"' && !(isQuoted && isEscaped(text, i))) {
                isQuoted = !isQuoted;
            } else if (next == separator && !isQuoted) {
                parts.add(text.substring(i + 1, end));
                end = i;
            }
        }
        parts.add(text.substring(0, end));
        return parts;
    }

    private static boolean isEscaped(String text, int at) {
        int slashes = 0;
        while (at - slashes > 0 && text.charAt(at - slashes - 1) == '\\') {
            slashes++;
        }
        return slashes % 2 == 1;
    }
}
