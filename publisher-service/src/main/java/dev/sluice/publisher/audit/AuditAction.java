package dev.sluice.publisher.audit;

import dev.sluice.model.WireName;

/** What was done, by its name in entries. */
public enum AuditAction implements WireName {
    CREATE,
    CHANGE,
    DELETE,
    /** Of a token, a key or a session: it holds no more. */
    REVOKE,
    /** Of a sign-in: the password was wrong. */
    REFUSE
}
