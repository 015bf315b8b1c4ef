package dev.sluice.gateway.subscribe;

import dev.sluice.gateway.stream.StartPosition;
import dev.sluice.model.channel.RequestTarget;
import io.netty.handler.codec.http.HttpHeaders;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a request says of its stream, beside the topic and the credentials: none of it reaches the backend. */
record StreamQuery(StartPosition position) {
    private static final int SHOWN = 60;

    /**
     * Reads headers and parameters.
     *
     * @throws IllegalArgumentException with the parameter that is wrong, and what it may be
     */
    static StreamQuery read(HttpHeaders headers, @Nullable String rawQuery) {
        checkReserved(rawQuery);
        StartPosition position = StartQuery.read(headers, rawQuery)
                .orElseThrow(() -> new IllegalArgumentException("since: earliest, latest, -N, a time"));
        return new StreamQuery(position);
    }

    /** @throws IllegalArgumentException with a parameter under our prefix that there is not */
    static void checkReserved(@Nullable String rawQuery) {
        List<String> reserved = RequestTarget.reserved(rawQuery);
        if (!reserved.isEmpty()) {
            throw new IllegalArgumentException(shown(reserved.getFirst()) + ": no such parameter");
        }
    }

    private static String shown(String parameter) {
        String name = parameter.split("=", 2)[0];
        return name.length() <= SHOWN ? name : name.substring(0, SHOWN) + "...";
    }
}
