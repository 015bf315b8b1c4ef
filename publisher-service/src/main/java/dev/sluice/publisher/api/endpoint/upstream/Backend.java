package dev.sluice.publisher.api.endpoint.upstream;

import dev.sluice.model.relay.UpstreamStatus.Upstream;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/** What stands behind the channels of an API with one key type in an environment. */
public record Backend(String apiId, String environment, String keyType) {
    /** How it is, as far as somebody asks for anything of it. */
    public sealed interface State {
        /** Something is had of it. */
        record Up() implements State {}

        /** Nothing is; {@code reason} is for people. */
        record Down(String reason) implements State {}

        /** There is no demand. */
        record Unknown() implements State {}
    }

    private static final List<Upstream> TROUBLE = List.of(Upstream.BACKING_OFF, Upstream.REFUSED, Upstream.CONNECTING);

    /** @param channels of one backend */
    static State state(Collection<UpstreamState> channels) {
        if (channels.stream().anyMatch(channel -> channel.is(Upstream.LIVE))) {
            return new State.Up();
        }
        return TROUBLE.stream()
                .flatMap(trouble -> channels.stream().filter(channel -> channel.is(trouble)))
                .findFirst()
                .<State>map(channel ->
                        new State.Down(Optional.ofNullable(channel.reason()).orElse(channel.status())))
                .orElseGet(State.Unknown::new);
    }
}
