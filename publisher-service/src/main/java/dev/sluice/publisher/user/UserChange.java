package dev.sluice.publisher.user;

/** How a change of the users has ended. */
sealed interface UserChange {
    /** As it is now. */
    record Done(ScimUser user) implements UserChange {}

    /** Nothing has changed. */
    record Refused(ScimError error, String detail) implements UserChange {}
}
