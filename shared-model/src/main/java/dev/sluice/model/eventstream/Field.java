package dev.sluice.model.eventstream;

/**
 * What a line says, by its name. A name is read into a {@code long}: a leading 1, then its bytes; one longer than all
 * known names keeps some beginning that is none of them.
 */
enum Field {
    DATA,
    ID,
    EVENT,
    RETRY,
    COMMENT,
    UNKNOWN;

    static final long NO_NAME = 1;

    private static final long TOO_LONG = 1L << 48;
    private static final long DATA_NAME = nameOf("data");
    private static final long ID_NAME = nameOf("id");
    private static final long EVENT_NAME = nameOf("event");
    private static final long RETRY_NAME = nameOf("retry");

    static long append(long name, int next) {
        return name >= TOO_LONG ? name : name << 8 | next & 0xFF;
    }

    /** The field of a line whose part before the colon is {@code name}. */
    static Field named(long name) {
        if (name == DATA_NAME) {
            return DATA;
        }
        if (name == ID_NAME) {
            return ID;
        }
        if (name == EVENT_NAME) {
            return EVENT;
        }
        if (name == RETRY_NAME) {
            return RETRY;
        }
        return name == NO_NAME ? COMMENT : UNKNOWN;
    }

    private static long nameOf(String text) {
        long name = NO_NAME;
        for (int i = 0; i < text.length(); i++) {
            name = append(name, text.charAt(i));
        }
        return name;
    }
}
