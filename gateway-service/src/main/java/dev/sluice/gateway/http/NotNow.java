package dev.sluice.gateway.http;

import dev.sluice.model.control.ControlEvent.GoAwayReason;
import dev.sluice.model.problem.Problem;

/** Refusals that pass by themselves. */
enum NotNow {
    /** The rules are not known yet, or Kafka cannot be reached. */
    NOT_READY(Problem.NOT_READY, GoAwayReason.OVERLOAD, 5),
    /** As many connections as this node may have, or its event loop does not keep up. */
    OVERLOADED(Problem.OVERLOADED, GoAwayReason.OVERLOAD, 10),
    /** As many connections as one address may have. */
    CAPPED(Problem.TOO_MANY_CONNECTIONS, GoAwayReason.CAP, 30),
    /** As many channels as the relays may pull, of the API or in all. */
    CHANNELS_CAPPED(Problem.TOO_MANY_CHANNELS, GoAwayReason.CAP, 30);

    private final Problem problem;
    private final GoAwayReason reason;
    private final int retrySeconds;

    NotNow(Problem problem, GoAwayReason reason, int retrySeconds) {
        this.problem = problem;
        this.reason = reason;
        this.retrySeconds = retrySeconds;
    }

    Problem problem() {
        return problem;
    }

    GoAwayReason reason() {
        return reason;
    }

    int retrySeconds() {
        return retrySeconds;
    }
}
