package dev.sluice.model.wire;

import org.jspecify.annotations.Nullable;

/** The bytes are not the record that was expected. */
public final class UnreadableRecordException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public UnreadableRecordException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
