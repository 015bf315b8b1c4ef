package dev.sluice.publisher.identity.session;

/** The two sorts of tokens of a session. */
enum TokenKind {
    ACCESS,
    REFRESH
}
