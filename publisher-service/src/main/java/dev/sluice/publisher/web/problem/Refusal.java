package dev.sluice.publisher.web.problem;

import java.util.List;
import java.util.stream.Collectors;

/** A refused request: which refusal of the catalogue, why this time, and every field that is wrong. */
public record Refusal(PublisherProblem problem, String description, List<FieldError> fields) {
    public Refusal {
        fields = List.copyOf(fields);
    }

    public static Refusal of(PublisherProblem problem, String description) {
        return new Refusal(problem, description, List.of());
    }

    /** A body with these wrong fields. */
    public static Refusal of(List<FieldError> fields) {
        String description = fields.stream()
                .map(field -> field.field() + ": " + field.reason())
                .collect(Collectors.joining("; "));
        return new Refusal(PublisherProblem.BAD_REQUEST, description, fields);
    }
}
