package dev.sluice.gateway.subscribe;

import dev.sluice.gateway.stream.StartPosition;
import dev.sluice.gateway.stream.StartPositionParser;
import dev.sluice.model.channel.RequestTarget;
import io.netty.handler.codec.http.HttpHeaders;
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
        Map<String, String> parameters = RequestTarget.own(rawQuery);
        for (String name : ID_PARAMETERS) {
            StartPosition byParameter = StartPositionParser.id(parameters.get(name));
            if (!(byParameter instanceof StartPosition.Unspecified)) {
                return Optional.of(byParameter);
            }
        }
        String since = parameters.get(SINCE);
        return since == null || since.isEmpty()
                ? Optional.of(new StartPosition.Unspecified())
                : StartPositionParser.since(since);
    }
}
