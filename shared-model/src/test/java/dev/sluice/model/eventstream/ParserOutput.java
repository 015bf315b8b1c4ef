package dev.sluice.model.eventstream;

import org.jspecify.annotations.Nullable;

/** What a parser gave its sink. Data is shown one character a byte, so that it compares and prints. */
sealed interface ParserOutput {
    record Event(String type, String data, @Nullable String ownId, String lastEventId) implements ParserOutput {}

    record Id(String lastEventId) implements ParserOutput {}

    record Oversize(
            @Nullable String type, long dataBytes, @Nullable String ownId, String lastEventId)
            implements ParserOutput {}

    record Retry(long millis) implements ParserOutput {}

    record Comment() implements ParserOutput {}
}
