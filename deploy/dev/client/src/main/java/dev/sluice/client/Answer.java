package dev.sluice.client;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.http.HttpHeaders;
import java.util.Optional;

/**
 * What the server has answered.
 *
 * @param request method and path, for messages
 * @param text the body; empty when there was none
 * @param body the body as JSON; a missing node when there was none or it is not JSON
 */
public record Answer(String request, int status, HttpHeaders headers, String text, JsonNode body) {

    /**
     * Returns this answer when it has the status.
     *
     * @throws UnexpectedAnswerException it has another one
     */
    public Answer expecting(int expected) throws UnexpectedAnswerException {
        if (status != expected) {
            throw new UnexpectedAnswerException(
                    request + " answered " + status + " instead of " + expected + ": " + text);
        }
        return this;
    }

    /**
     * Returns the text of a field of the body.
     *
     * @throws UnexpectedAnswerException there is no such field, or it is no text
     */
    public String text(String field) throws UnexpectedAnswerException {
        JsonNode value = body.path(field);
        if (!value.isTextual()) {
            throw new UnexpectedAnswerException(request + " answered no text '" + field + "'");
        }
        return value.textValue();
    }

    /** Returns a header's first value. */
    public Optional<String> header(String name) {
        return headers.firstValue(name);
    }
}
