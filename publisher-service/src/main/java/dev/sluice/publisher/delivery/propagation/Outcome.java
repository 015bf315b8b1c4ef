package dev.sluice.publisher.delivery.propagation;

import dev.sluice.publisher.delivery.outbox.Change;
import dev.sluice.publisher.web.problem.FieldError;
import dev.sluice.publisher.web.problem.PublisherProblem;
import dev.sluice.publisher.web.problem.Refusal;
import java.util.List;

/** How a request ended, once its transaction is over. */
public sealed interface Outcome<T> {
    /**
     * It is done and committed.
     *
     * @param changes what the gateways have to learn; empty when it does not concern them
     * @param ignored paths of the request's fields that had no effect
     */
    record Done<T>(T value, List<Change> changes, List<String> ignored) implements Outcome<T> {
        public Done {
            changes = List.copyOf(changes);
            ignored = List.copyOf(ignored);
        }
    }

    /** Nothing has changed. */
    record Refused<T>(Refusal refusal) implements Outcome<T> {}

    static <T> Outcome<T> done(T value) {
        return new Done<>(value, List.of(), List.of());
    }

    static <T> Outcome<T> done(T value, List<Change> changes) {
        return new Done<>(value, changes, List.of());
    }

    static <T> Outcome<T> refused(PublisherProblem problem, String description) {
        return new Refused<>(Refusal.of(problem, description));
    }

    static <T> Outcome<T> refused(List<FieldError> fields) {
        return new Refused<>(Refusal.of(fields));
    }

    /** The same for a request of which these fields had no effect. */
    default Outcome<T> withIgnored(List<String> fields) {
        return switch (this) {
            case Refused<T> refused -> refused;
            case Done<T>(T value, List<Change> changes, List<String> _) -> new Done<>(value, changes, fields);
        };
    }
}
