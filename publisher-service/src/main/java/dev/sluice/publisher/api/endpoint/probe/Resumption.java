package dev.sluice.publisher.api.endpoint.probe;

import dev.sluice.model.WireName;
import dev.sluice.model.relay.BackendClass;
import java.util.List;

/** What a backend makes of {@code Last-Event-ID}. */
enum Resumption implements WireName {
    /** It goes on right after the event that was named. */
    YES,
    /** It sends that event, or older ones, again. */
    REPEATS,
    /** It leaves out what came between. */
    IGNORED,
    /** It was not tried, or nothing told which. */
    UNKNOWN;

    /**
     * Compares two probes.
     *
     * @param first with at least one id
     * @param resumed asked to go on after its first id
     */
    static Resumption of(StreamSample first, StreamSample resumed) {
        List<String> known = first.ids();
        String asked = known.getFirst();
        boolean isNextKnown = known.size() > 1;
        if (resumed.ids().isEmpty()) {
            boolean isNextMissing = isNextKnown && resumed.end() == StreamEnd.TIME_IS_UP;
            return isNextMissing ? IGNORED : UNKNOWN;
        }
        String id = resumed.ids().getFirst();
        if (id.equals(asked)) {
            return REPEATS;
        }
        if (isNextKnown && id.equals(known.get(1))) {
            return YES;
        }
        if (IdStyle.isNumber(asked) && IdStyle.isNumber(id)) {
            return ofNumbers(Long.parseLong(asked), Long.parseLong(id), isNextKnown);
        }
        return isNextKnown ? IGNORED : UNKNOWN;
    }

    private static Resumption ofNumbers(long asked, long id, boolean isNextKnown) {
        if (id <= asked) {
            return REPEATS;
        }
        if (isNextKnown) {
            return IGNORED;
        }
        return id == asked + 1 ? YES : UNKNOWN;
    }

    /** As relays name it. They have no name for one that sends ids and heeds none: they tell the gaps that they can see. */
    BackendClass backendClass(IdStyle ids) {
        return switch (ids) {
            case UNKNOWN -> BackendClass.UNKNOWN;
            case NONE -> BackendClass.C;
            case NUMBERS, OTHER ->
                switch (this) {
                    case YES -> BackendClass.A;
                    case REPEATS -> BackendClass.B;
                    case IGNORED, UNKNOWN -> BackendClass.UNKNOWN;
                };
        };
    }
}
