package dev.sluice.publisher.audit;

import io.quarkus.arc.Arc;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.transaction.Transactional;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.Map;
import org.hibernate.Session;
import org.hibernate.SharedSessionContract;
import org.jspecify.annotations.Nullable;

/**
 * Records who did what, in the transaction that does it: what is rolled back leaves no entry. Entities with {@link Audited} are
 * recorded by themselves. Any thread.
 */
@ApplicationScoped
public class AuditLog {
    private static final String INSERT = "insert into audit_entry"
            + " (user_name, address, request_id, kind, thing_id, name, action, before, after)"
            + " values (?, ?, ?, ?, ?, ?, ?, cast(? as jsonb), cast(? as jsonb))";

    private final EntityManager entityManager;
    private final RequestActor actor;

    AuditLog(EntityManager entityManager, RequestActor actor) {
        this.entityManager = entityManager;
        this.actor = actor;
    }

    /**
     * @param before a record, or a map by names; {@code null} = it was not there, or it does not matter. Secrets are masked by
     *     the names of their fields
     * @param after the same for the state after; when both are there, only what differs is kept
     */
    @Transactional(Transactional.TxType.MANDATORY)
    public void record(AuditSubject subject, AuditAction action, @Nullable Object before, @Nullable Object after) {
        Map<String, @Nullable Object> old = before == null ? null : AuditJson.plain(before);
        Map<String, @Nullable Object> present = after == null ? null : AuditJson.plain(after);
        if (old != null && present != null) {
            Difference difference = Difference.between(old, present);
            old = difference.before();
            present = difference.after();
        }
        insert(entityManager.unwrap(Session.class), subject, action, old, present);
    }

    /** Without a flush: a flush may be what calls it. */
    void insert(
            SharedSessionContract session,
            AuditSubject subject,
            AuditAction action,
            @Nullable Map<String, @Nullable Object> before,
            @Nullable Map<String, @Nullable Object> after) {
        RequestActor.Actor who = actor();
        String old = AuditJson.masked(before);
        String present = AuditJson.masked(after);
        session.doWork(connection -> insert(connection, who, subject, action, old, present));
    }

    private RequestActor.Actor actor() {
        return Arc.container().requestContext().isActive() ? actor.actor() : RequestActor.Actor.SERVICE;
    }

    private static void insert(
            Connection connection,
            RequestActor.Actor who,
            AuditSubject subject,
            AuditAction action,
            @Nullable String before,
            @Nullable String after)
            throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(INSERT)) {
            int column = 0;
            statement.setString(++column, who.user());
            statement.setString(++column, who.address());
            statement.setString(++column, who.requestId());
            statement.setString(++column, subject.kind());
            statement.setString(++column, subject.id());
            statement.setString(++column, subject.name());
            statement.setString(++column, action.wireName());
            statement.setString(++column, before);
            statement.setString(++column, after);
            statement.executeUpdate();
        }
    }
}
