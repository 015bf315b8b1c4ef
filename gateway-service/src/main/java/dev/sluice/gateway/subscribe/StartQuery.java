package dev.sluice.gateway.subscribe;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.sluice.gateway.stream.StartPosition;
import dev.sluice.gateway.stream.StartPositionParser;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.QueryStringDecoder;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Reads a request's start position: the header first, then the parameters, then {@code since}. */
final class StartQuery {
    private static final String HEADER = "Last-Event-ID";
    private static final List<String> ID_PARAMETERS = List.of("last_event_id", "lastEventId");
    private static final String SINCE = "since";

    private StartQuery() {}

    /**
     * Returns the start position; empty when {@code since} cannot be understood.
     *
     * @throws IllegalArgumentException when the query has a broken escape
     */
    static Optional<StartPosition> read(HttpHeaders headers, @Nullable String rawQuery) {
        StartPosition byHeader = StartPositionParser.id(headers.get(HEADER));
        if (!(byHeader instanceof StartPosition.Unspecified) || rawQuery == null) {
            return Optional.of(byHeader);
        }
        Map<String, List<String>> parameters = parameters(rawQuery);
        for (String name : ID_PARAMETERS) {
            StartPosition byParameter = StartPositionParser.id(first(parameters, name));
            if (!(byParameter instanceof StartPosition.Unspecified)) {
                return Optional.of(byParameter);
            }
        }
        String since = first(parameters, SINCE);
        return since == null || since.isEmpty()
                ? Optional.of(new StartPosition.Unspecified())
                : StartPositionParser.since(since);
    }

    /**
     * Returns the first value of a parameter, {@code null} when there is none.
     *
     * @throws IllegalArgumentException when the query has a broken escape
     */
    static @Nullable String first(@Nullable String rawQuery, String name) {
        return rawQuery == null ? null : first(parameters(rawQuery), name);
    }

    /** As the backend's query is read: parted by ampersands alone. The request line bounds how many there are. */
    private static Map<String, List<String>> parameters(String rawQuery) {
        return new QueryStringDecoder(rawQuery, UTF_8, false, Integer.MAX_VALUE, true).parameters();
    }

    private static @Nullable String first(Map<String, List<String>> parameters, String name) {
        List<String> values = parameters.get(name);
        return values == null || values.isEmpty() ? null : values.getFirst();
    }
}
