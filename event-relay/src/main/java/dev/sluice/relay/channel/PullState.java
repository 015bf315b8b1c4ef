package dev.sluice.relay.channel;

/** Where a pull stands. */
sealed interface PullState {
    /** Not begun, or stopped: nothing is open. */
    record Idle() implements PullState {}

    /** Asked, not answered yet. */
    record Connecting(Backend.Stream stream, UpstreamRequest asked) implements PullState {}

    /** The backend has answered with a stream. */
    record Live(Backend.Stream stream) implements PullState {}

    /** The backend is away, or has ended the stream; asked again soon. */
    record BackingOff(PullLoop.Timer retry) implements PullState {}

    /** The backend or our policy has said no; asked again after minutes. */
    record Refused(PullLoop.Timer retry) implements PullState {}

    /** The backend has said that this stream is over (204). */
    record Ended() implements PullState {}
}
