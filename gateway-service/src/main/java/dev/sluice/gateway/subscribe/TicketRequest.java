package dev.sluice.gateway.subscribe;

import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.sluice.model.channel.RequestTarget;
import java.io.IOException;
import java.util.Iterator;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The stream for which a ticket is requested.
 *
 * @param path and query of the stream, as it would be asked for with a token; at most 2,048 characters
 * @param origin of the pages that will use the ticket, {@code null} = not said
 */
record TicketRequest(String path, @Nullable String origin) {
    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    private static final String PATH = "path";
    private static final String ORIGIN = "origin";
    /** What may stand in a request line: RFC 3986 in ASCII, no fragment. */
    private static final Pattern TARGET = Pattern.compile("/[!-~&&[^#\"<>\\\\^`{|}]]{0,2047}");

    private static final Pattern PAGES = Pattern.compile("[!-~]{1,255}");

    /**
     * From the body of a request.
     *
     * @param originHeader of the request: a browser's word counts before the body's
     * @throws IllegalArgumentException with the field that is wrong
     */
    static TicketRequest read(byte[] body, @Nullable String originHeader) {
        JsonNode json = tree(body);
        for (Iterator<String> names = json.fieldNames(); names.hasNext(); ) {
            String name = names.next();
            if (!name.equals(PATH) && !name.equals(ORIGIN)) {
                throw new IllegalArgumentException("the body has a field that is not known; there are path, origin");
            }
        }
        String path = text(json, PATH);
        if (path == null || !TARGET.matcher(path).matches()) {
            throw new IllegalArgumentException(
                    "path must be that of a stream, such as /observer/1.0.0/memory, percent-encoded, and its query");
        }
        String query = Target.of(path).query();
        StreamQuery.heartbeat(query);
        if (RequestTarget.own(query).containsKey(TicketExchange.PARAMETER)) {
            throw new IllegalArgumentException("path has a ticket already");
        }
        String origin = originHeader == null ? text(json, ORIGIN) : originHeader;
        if (origin != null && !PAGES.matcher(origin).matches()) {
            throw new IllegalArgumentException("origin must be that of a page, such as https://app.example.com");
        }
        return new TicketRequest(path, origin);
    }

    /** The path with one more parameter. */
    String pathWith(String parameter) {
        return path + (path.indexOf('?') < 0 ? '?' : '&') + parameter;
    }

    private static JsonNode tree(byte[] body) {
        try {
            JsonNode json = JSON.readTree(body);
            if (json != null && json.isObject()) {
                return json;
            }
        } catch (IOException broken) {
            // refused below: the parser's words show parts of the body
        }
        throw new IllegalArgumentException("the body must be a JSON object: {\"path\":\"/observer/1.0.0/memory\"}");
    }

    private static @Nullable String text(JsonNode json, String field) {
        JsonNode value = json.get(field);
        if (value == null || value.isNull()) {
            return null;
        }
        if (!value.isTextual()) {
            throw new IllegalArgumentException(field + " must be a text");
        }
        return value.textValue();
    }
}
