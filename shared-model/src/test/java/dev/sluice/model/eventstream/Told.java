package dev.sluice.model.eventstream;

import org.jspecify.annotations.Nullable;

/** What a parser told its sink. Data is shown one character a byte, so that it compares and prints. */
sealed interface Told {
    record Event(String type, String data, @Nullable String ownId, String lastEventId) implements Told {}

    record Id(String lastEventId) implements Told {}

    record Oversize(
            @Nullable String type, long dataBytes, @Nullable String ownId, String lastEventId) implements Told {}

    record Retry(long millis) implements Told {}

    record Comment() implements Told {}
}
