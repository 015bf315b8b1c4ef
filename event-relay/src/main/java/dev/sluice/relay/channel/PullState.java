package dev.sluice.relay.channel;

/** Where a pull is. */
sealed interface PullState {
    /** Not begun, or stopped. */
    record Stopped() implements PullState {}

    /** A request is under way; {@code hops} redirects have been followed. */
    record Connecting(Backend.Connection connection, int hops) implements PullState {}

    /** The backend sends; {@code since} nanoseconds. */
    record Live(Backend.Connection connection, long since) implements PullState {}

    /** To be tried again by the timer: a passing failure, or ({@code refused}) one that is likely to stay. */
    record Waiting(PullTimers.Timer timer, boolean refused) implements PullState {}

    /** The backend has said that there is nothing more. */
    record Ended() implements PullState {}
}
