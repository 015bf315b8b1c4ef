package dev.sluice.publisher.web.problem;

import com.fasterxml.jackson.annotation.JsonInclude;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The body of every refusal of the REST APIs. */
public record ErrorBody(int code, String message, String description, String moreInfo, List<Item> error) {
    /**
     * One wrong field: its path as the code.
     *
     * @param line in a document, from 1 on; {@code null} = it is in none; so with {@code column}
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Item(
            String code,
            String message,
            String description,
            @Nullable Integer line,
            @Nullable Integer column) {
        static Item of(FieldError wrong) {
            return new Item(
                    wrong.field(),
                    wrong.reason(),
                    wrong.field() + ": " + wrong.reason(),
                    wrong.line() == 0 ? null : wrong.line(),
                    wrong.column() == 0 ? null : wrong.column());
        }
    }

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
        return refusal.fields().stream().map(Item::of).toList();
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
