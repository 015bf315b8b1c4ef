package dev.sluice.publisher.session;

/** The two sorts of tokens of a session. */
enum TokenKind {
    ACCESS,
    REFRESH
}
