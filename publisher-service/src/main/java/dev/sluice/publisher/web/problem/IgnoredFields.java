package dev.sluice.publisher.web.problem;

import jakarta.ws.rs.core.Response;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** The header that names the fields of a body that had no effect: no field is dropped in silence. */
public final class IgnoredFields {
    public static final String HEADER = "Sluice-Ignored-Fields";

    private static final String SEPARATOR = ", ";
    private static final int MAX_LENGTH = 2_000;
    private static final String MORE = "...";
    /** What stands in a path as it is; a comma would be taken for the end of a name. */
    private static final String PLAIN = "-._~[]$@:/";

    private IgnoredFields() {}

    /** Adds the header if there is a field to name. */
    public static Response.ResponseBuilder name(List<String> fields, Response.ResponseBuilder answer) {
        return fields.isEmpty() ? answer : answer.header(HEADER, text(fields));
    }

    /** Paths as in the error body, anything but plain ASCII percent-encoded; ends with {@code ...} when there are too many. */
    public static String text(List<String> fields) {
        StringBuilder text = new StringBuilder();
        for (String field : fields) {
            String name = encoded(field);
            if (text.length() + name.length() > MAX_LENGTH) {
                return text.append(MORE).toString();
            }
            text.append(name).append(SEPARATOR);
        }
        return text.substring(0, Math.max(0, text.length() - SEPARATOR.length()));
    }

    private static String encoded(String field) {
        StringBuilder encoded = new StringBuilder();
        for (byte each : field.getBytes(StandardCharsets.UTF_8)) {
            char sign = (char) (each & 0xFF);
            boolean isPlain = sign < 128 && (Character.isLetterOrDigit(sign) || PLAIN.indexOf(sign) >= 0);
            encoded.append(isPlain ? String.valueOf(sign) : "%%%02X".formatted((int) sign));
        }
        return encoded.toString();
    }
}
