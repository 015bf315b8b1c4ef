package dev.sluice.gateway.stream;

/** Where a subscriber's next event comes from. */
sealed interface SubscriberState {
    /** It has been sent all there is, and waits for the tail. */
    record Live() implements SubscriberState {}

    /** The ring has more; the client has not taken what it was sent. */
    record CatchingUp() implements SubscriberState {}

    /** It was slow: of what the ring has before {@code until} it is sent the newest of each type only. */
    record Conflating(long until) implements SubscriberState {}

    /** It is not in the ring: read from Kafka. */
    record Replaying(LogReader reader) implements SubscriberState {}

    /** The tail has left its feed, and will be attached again. */
    record Detached() implements SubscriberState {}

    /** Over. */
    record Closed() implements SubscriberState {}

    SubscriberState LIVE = new Live();
    SubscriberState CATCHING_UP = new CatchingUp();
    SubscriberState DETACHED = new Detached();
    SubscriberState CLOSED = new Closed();
}
