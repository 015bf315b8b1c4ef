package dev.sluice.publisher.identity.user;

/** How somebody's making of an own account has ended. */
public sealed interface SignUpResult {
    /** It may sign in at once. */
    record Open() implements SignUpResult {}

    /** It may sign in once an admin has set it active. */
    record Waiting() implements SignUpResult {}

    record NameTaken() implements SignUpResult {}

    /** There are as many accounts of this sort as there may be. */
    record Full() implements SignUpResult {}
}
