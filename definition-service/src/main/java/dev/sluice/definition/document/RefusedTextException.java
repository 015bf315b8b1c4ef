package dev.sluice.definition.document;

/** A text that is no document within the limits; thrown and caught in this package. */
final class RefusedTextException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final String rule;
    private final transient TextPosition place;

    RefusedTextException(String rule, String message, TextPosition place) {
        super(message, null, false, false);
        this.rule = rule;
        this.place = place;
    }

    String rule() {
        return rule;
    }

    TextPosition place() {
        return place;
    }
}
