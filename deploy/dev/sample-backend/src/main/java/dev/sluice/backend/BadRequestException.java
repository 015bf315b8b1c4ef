package dev.sluice.backend;

/** The client's mistake; its message is the answer's text. */
final class BadRequestException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final String text;

    BadRequestException(String text) {
        super(text);
        this.text = text;
    }

    @Override
    public String getMessage() {
        return text;
    }
}
