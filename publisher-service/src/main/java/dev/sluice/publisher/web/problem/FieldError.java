package dev.sluice.publisher.web.problem;

/**
 * What is wrong with one field of a body; {@code field} is its path: {@code operations[2].target}.
 *
 * @param line where it is in a text, from 1 on; 0 = it is in none
 * @param column from 1 on; 0 = it is in none
 */
public record FieldError(String field, String reason, int line, int column) {
    public FieldError(String field, String reason) {
        this(field, reason, 0, 0);
    }
}
