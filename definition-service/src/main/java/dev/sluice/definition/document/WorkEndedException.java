package dev.sluice.definition.document;

/** The work on a document has ended before there is an answer: it says nothing about whether the document is valid. */
public final class WorkEndedException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final String rule;

    WorkEndedException(String rule, String message) {
        super(message, null, false, false);
        this.rule = rule;
    }

    public String rule() {
        return rule;
    }
}
