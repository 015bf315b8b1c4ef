package dev.sluice.gateway.subscribe;

import dev.sluice.gateway.delivery.Jitter;
import dev.sluice.model.control.ControlEvent.GoAwayReason;
import dev.sluice.model.problem.Problem;

/** A refusal that passes by itself: the client is to come again. */
public enum RetryableRefusal {
    /** The rules are not known yet, or Kafka cannot be reached. */
    NOT_READY(Problem.NOT_READY, GoAwayReason.OVERLOAD, 5),
    /** As many connections as this node may have, or its event loop does not keep up. */
    OVERLOADED(Problem.OVERLOADED, GoAwayReason.OVERLOAD, 10),
    /** As many connections as one address may have. */
    CAPPED(Problem.TOO_MANY_CONNECTIONS, GoAwayReason.CAP, 30),
    /** As many channels as the relays may pull, of the API or in all. */
    CHANNELS_CAPPED(Problem.TOO_MANY_CHANNELS, GoAwayReason.CAP, 30),
    /** As many channels of the API as one application may have at this node. */
    APPLICATION_CAPPED(Problem.TOO_MANY_CHANNELS_OF_APPLICATION, GoAwayReason.CAP, 5),
    /** As many connections as the plan of the subscription allows. */
    SUBSCRIPTION_CAPPED(Problem.QUOTA_OF_SUBSCRIPTION, GoAwayReason.CAP, 5),
    /** As many connections as the plan of the application allows. */
    APPLICATION_PLAN_CAPPED(Problem.QUOTA_OF_APPLICATION, GoAwayReason.CAP, 5),
    /** As many connections as the plan of an API without subscriptions allows. */
    API_PLAN_CAPPED(Problem.QUOTA_OF_API, GoAwayReason.CAP, 5),
    /** The API is blocked for the moment. */
    BLOCKED(Problem.API_BLOCKED, GoAwayReason.BLOCKED, 5, 15_000, 60_000),
    /** The API is not deployed for the moment. */
    UNDEPLOYED(Problem.NO_SUCH_API, GoAwayReason.UNDEPLOYED, 5, 15_000, 60_000);

    private final Problem problem;
    private final GoAwayReason reason;
    private final int retrySeconds;
    private final long leastMillis;
    private final long mostMillis;

    RetryableRefusal(Problem problem, GoAwayReason reason, int retrySeconds) {
        this(problem, reason, retrySeconds, retrySeconds * 800L, retrySeconds * 1200L);
    }

    RetryableRefusal(Problem problem, GoAwayReason reason, int retrySeconds, long leastMillis, long mostMillis) {
        this.problem = problem;
        this.reason = reason;
        this.retrySeconds = retrySeconds;
        this.leastMillis = leastMillis;
        this.mostMillis = mostMillis;
    }

    Problem problem() {
        return problem;
    }

    public GoAwayReason reason() {
        return reason;
    }

    /** Returns the value of {@code Retry-After}. */
    int retrySeconds() {
        return retrySeconds;
    }

    /** Returns how long a browser is to wait; not the same for all. */
    long retryMillis() {
        return Jitter.between(leastMillis, mostMillis);
    }
}
