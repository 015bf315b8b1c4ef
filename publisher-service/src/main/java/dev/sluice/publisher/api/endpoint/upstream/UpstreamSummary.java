package dev.sluice.publisher.api.endpoint.upstream;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.sluice.model.WireName;
import dev.sluice.model.relay.UpstreamStatus.Upstream;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * How all upstreams of an API stand, in one word: {@code none}, {@code live}, {@code partly} (some are live, and some that
 * were cannot be had), else the worst of {@code refused}, {@code backing-off}, {@code connecting}, {@code ended},
 * {@code idle}; {@code unknown} while Kafka cannot be read.
 *
 * @param channels that the relays know
 * @param live those of them whose events come
 * @param reason why one of them cannot be had; {@code null} = all can, or none says why
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record UpstreamSummary(
        String state, int channels, int live, @Nullable String reason) {
    static final UpstreamSummary UNKNOWN = new UpstreamSummary("unknown", 0, 0, null);

    private static final List<Upstream> WORST_FIRST =
            List.of(Upstream.REFUSED, Upstream.BACKING_OFF, Upstream.CONNECTING, Upstream.ENDED, Upstream.IDLE);

    /**
     * While others are live, a channel that has never had an event is no sign that something has broken: a client may have
     * asked for a path that there is not.
     */
    static UpstreamSummary of(Collection<UpstreamState> upstreams) {
        int live = (int) upstreams.stream()
                .filter(upstream -> upstream.is(Upstream.LIVE))
                .count();
        List<UpstreamState> failed = Stream.of(Upstream.REFUSED, Upstream.BACKING_OFF)
                .flatMap(state -> upstreams.stream().filter(upstream -> upstream.is(state)))
                .filter(upstream -> live == 0 || upstream.events() > 0)
                .toList();
        String whenLive = failed.isEmpty() ? Upstream.LIVE.wireName() : "partly";
        return new UpstreamSummary(live > 0 ? whenLive : worst(upstreams), upstreams.size(), live, reason(failed));
    }

    private static String worst(Collection<UpstreamState> upstreams) {
        return WORST_FIRST.stream()
                .filter(state -> upstreams.stream().anyMatch(upstream -> upstream.is(state)))
                .findFirst()
                .map(WireName::wireName)
                .orElse("none");
    }

    private static @Nullable String reason(List<UpstreamState> failed) {
        return failed.stream()
                .flatMap(upstream -> Optional.ofNullable(upstream.reason()).stream())
                .findFirst()
                .orElse(null);
    }
}
