package dev.sluice.publisher.api.endpoint.upstream;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.sluice.model.channel.Channel;
import dev.sluice.model.relay.ChannelState;
import dev.sluice.model.relay.UpstreamStatus.Upstream;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One channel of an API and its backend connection.
 *
 * @param path of the topic, with its parameters filled in
 * @param query that is passed to the backend
 * @param status {@code connecting}, {@code live}, {@code backing-off}, {@code refused}, {@code ended} or {@code idle}
 * @param http the backend's last status
 * @param since when it became so, RFC 3339
 * @param events that the channel has had since its generation began
 * @param backendClass {@code A}: resumes exactly, {@code B}: repeats itself, {@code C}: sends no ids, {@code unknown}
 * @param relay that pulled it last
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record UpstreamState(
        String environment,
        String keyType,
        String path,
        @Nullable String query,
        String status,
        @Nullable Integer http,
        @Nullable String reason,
        String since,
        long events,
        String backendClass,
        String relay) {

    boolean is(Upstream state) {
        return status.equals(state.wireName());
    }

    static UpstreamState of(Channel channel, ChannelState state) {
        return new UpstreamState(
                channel.environment(),
                channel.keyType().name(),
                channel.path(),
                channel.query(),
                state.status().upstream().wireName(),
                state.status().http(),
                state.status().reason(),
                Instant.ofEpochMilli(state.status().at()).toString(),
                state.sequence(),
                state.backendClass().wireName(),
                state.relay());
    }
}
