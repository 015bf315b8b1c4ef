package dev.sluice.backend;

import java.util.OptionalLong;

/** Writes events in the text of an event stream. */
final class Event {
    private Event() {}

    /** @param type empty = message */
    static String text(OptionalLong id, String type, String data) {
        StringBuilder text = new StringBuilder(data.length() + 48);
        id.ifPresent(number -> text.append("id: ").append(number).append('\n'));
        if (!type.isEmpty()) {
            text.append("event: ").append(type).append('\n');
        }
        for (String line : data.split("\r\n|\r|\n", -1)) {
            text.append("data: ").append(line).append('\n');
        }
        return text.append('\n').toString();
    }
}
