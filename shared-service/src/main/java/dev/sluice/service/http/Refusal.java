package dev.sluice.service.http;

import dev.sluice.model.problem.Problem;

/**
 * Why a request is not looked at any further.
 *
 * @param description for the client's author
 */
public record Refusal(Problem problem, String description) {
    public static Refusal malformed(String description) {
        return new Refusal(Problem.BAD_REQUEST, description);
    }
}
