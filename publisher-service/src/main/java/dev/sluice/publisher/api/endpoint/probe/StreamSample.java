package dev.sluice.publisher.api.endpoint.probe;

import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What was seen of a stream.
 *
 * @param firstEventMillis from the request on; {@code null} = there was no event
 * @param events the first ones
 * @param retryMillis the last that the backend asked for; {@code null} = it did not
 */
record StreamSample(
        @Nullable Long firstEventMillis,
        List<SampleEvent> events,
        int comments,
        @Nullable Long retryMillis,
        StreamEnd end) {
    static final StreamSample NOT_READ = new StreamSample(null, List.of(), 0, null, StreamEnd.NOT_READ);

    StreamSample {
        events = List.copyOf(events);
    }

    /** Of the events that have one, in their order. */
    List<String> ids() {
        return events.stream().map(SampleEvent::id).filter(Objects::nonNull).toList();
    }

    Optional<String> firstId() {
        return ids().stream().findFirst();
    }
}
