package dev.sluice.publisher.web.problem;

import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.time.Duration;
import java.util.List;

/** The body of every refusal of the REST APIs. */
public record ErrorBody(int code, String message, String description, String moreInfo, List<Item> error) {
    /** One wrong field: its path as the code. */
    public record Item(String code, String message, String description) {}

    public static Response response(Refusal refusal) {
        return Response.status(refusal.problem().status())
                .type(MediaType.APPLICATION_JSON_TYPE)
                .entity(of(refusal))
                .build();
    }

    public static ErrorBody of(Refusal refusal) {
        PublisherProblem problem = refusal.problem();
        return new ErrorBody(problem.code(), problem.message(), refusal.description(), "", items(refusal));
    }

    /** Its wrong fields, in their order. */
    public static List<Item> items(Refusal refusal) {
        return refusal.fields().stream()
                .map(field -> new Item(field.field(), field.reason(), field.field() + ": " + field.reason()))
                .toList();
    }

    public static Response response(PublisherProblem problem, String description) {
        return response(Refusal.of(problem, description));
    }

    /** Nothing can be said now, and nothing was changed. */
    static Response databaseAway() {
        return Response.fromResponse(response(PublisherProblem.DATABASE_AWAY, "The database does not answer."))
                .header(HttpHeaders.RETRY_AFTER, DatabaseAway.WAIT.toSeconds())
                .build();
    }

    /** A sign-in that was not looked at, because too many have failed before. */
    public static Response tooManyFailures(Duration wait) {
        Response refused = response(
                PublisherProblem.TOO_MANY_FAILURES,
                "Too many failed sign-ins: try again in " + wait.toSeconds() + " s.");
        return Response.fromResponse(refused)
                .header(HttpHeaders.RETRY_AFTER, wait.toSeconds())
                .build();
    }
}
