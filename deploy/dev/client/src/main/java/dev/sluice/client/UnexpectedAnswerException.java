package dev.sluice.client;

import java.io.IOException;

/** The server has answered something else than the caller can go on with; the message has request, status and body. */
public final class UnexpectedAnswerException extends IOException {
    private static final long serialVersionUID = 1;

    UnexpectedAnswerException(String message) {
        super(message);
    }
}
