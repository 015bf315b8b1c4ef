package dev.sluice.definition.document;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import java.io.IOException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** JSON is YAML (YAML 1.2.2, 1.3) but for two things that the YAML parser does not take: tabs, and the escape {@code \\/}. */
final class JsonText {
    private static final JsonFactory FACTORY = new JsonFactory();
    private static final Pattern ESCAPE = Pattern.compile("\\\\(.)");

    private JsonText() {}

    static boolean isJson(String text) {
        if (!text.stripLeading().startsWith("{")) {
            return false;
        }
        try (JsonParser parser = FACTORY.createParser(text)) {
            while (parser.nextToken() != null) {
                // Only whether it is JSON to its end.
            }
            return true;
        } catch (IOException other) {
            return false;
        }
    }

    /** @param json inside of its texts there are no tabs */
    static String asYaml(String json) {
        String untabbed = json.replace('\t', ' ');
        return ESCAPE.matcher(untabbed)
                .replaceAll(escape -> escape.group(1).equals("/") ? "/" : Matcher.quoteReplacement(escape.group()));
    }
}
