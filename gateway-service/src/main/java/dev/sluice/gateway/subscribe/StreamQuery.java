package dev.sluice.gateway.subscribe;

import dev.sluice.gateway.stream.StartPosition;
import dev.sluice.model.api.TopicStreaming.Heartbeat;
import dev.sluice.model.channel.RequestTarget;
import io.netty.handler.codec.http.HttpHeaders;
import org.jspecify.annotations.Nullable;

/**
 * What a request says of its stream, beside the topic and the credentials: none of it reaches the backend.
 *
 * @param heartbeat {@code null} = as the topic says
 */
record StreamQuery(StartPosition position, @Nullable Heartbeat heartbeat) {
    private static final int SHOWN = 60;

    /**
     * Reads headers and parameters.
     *
     * @throws IllegalArgumentException with the parameter that is wrong, and what it may be
     */
    static StreamQuery read(HttpHeaders headers, @Nullable String rawQuery) {
        StartPosition position = StartQuery.read(headers, rawQuery)
                .orElseThrow(() -> new IllegalArgumentException("since: earliest, latest, -N, a time"));
        return new StreamQuery(position, heartbeat(rawQuery));
    }

    /**
     * Returns the heartbeat that is asked for, {@code null} = none in particular.
     *
     * @throws IllegalArgumentException with a parameter under our prefix that there is not, or its value
     */
    static @Nullable Heartbeat heartbeat(@Nullable String rawQuery) {
        Heartbeat heartbeat = null;
        for (String parameter : RequestTarget.reserved(rawQuery)) {
            int equals = parameter.indexOf('=');
            String name = equals < 0 ? parameter : parameter.substring(0, equals);
            if (!name.equals(RequestTarget.HEARTBEAT)) {
                throw new IllegalArgumentException(shown(name) + ": no such parameter");
            }
            String value = equals < 0 ? "" : parameter.substring(equals + 1);
            if (heartbeat == null && !value.isEmpty()) {
                heartbeat = of(value);
            }
        }
        return heartbeat;
    }

    private static Heartbeat of(String value) {
        for (Heartbeat heartbeat : Heartbeat.values()) {
            if (heartbeat.wireName().equals(value)) {
                return heartbeat;
            }
        }
        throw new IllegalArgumentException(RequestTarget.HEARTBEAT + ": comment, event");
    }

    private static String shown(String name) {
        return name.length() <= SHOWN ? name : name.substring(0, SHOWN) + "...";
    }
}
