package dev.sluice.definition.document;

import org.yaml.snakeyaml.events.Event;
import org.yaml.snakeyaml.parser.Parser;

/** Stops a text that has more parts than a tree may have, before nodes are made of them. */
final class CountingParser implements Parser {
    private final Parser parser;
    private final int maxNodes;
    private final Work work;
    private long events;

    CountingParser(Parser parser, int maxNodes, Work work) {
        this.parser = parser;
        this.maxNodes = maxNodes;
        this.work = work;
    }

    @Override
    public boolean checkEvent(Event.ID choice) {
        return parser.checkEvent(choice);
    }

    @Override
    public Event peekEvent() {
        return parser.peekEvent();
    }

    /** A key and its value are two nodes here, and lists and maps have two events. */
    @Override
    public Event getEvent() {
        work.step();
        Event event = parser.getEvent();
        if (++events > 2L * maxNodes + 16) {
            throw new RefusedTextException(
                    "too-large",
                    "the document has more than " + maxNodes + " values",
                    TextPosition.of(event.getStartMark()));
        }
        return event;
    }
}
