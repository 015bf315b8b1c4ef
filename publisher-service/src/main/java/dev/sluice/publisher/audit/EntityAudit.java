package dev.sluice.publisher.audit;

import io.quarkus.runtime.StartupEvent;
import jakarta.annotation.Priority;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import jakarta.persistence.EntityManagerFactory;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.hibernate.collection.spi.PersistentCollection;
import org.hibernate.engine.spi.SessionFactoryImplementor;
import org.hibernate.event.service.spi.EventListenerRegistry;
import org.hibernate.event.spi.EventType;
import org.hibernate.event.spi.PostDeleteEvent;
import org.hibernate.event.spi.PostDeleteEventListener;
import org.hibernate.event.spi.PostInsertEvent;
import org.hibernate.event.spi.PostInsertEventListener;
import org.hibernate.event.spi.PostUpdateEvent;
import org.hibernate.event.spi.PostUpdateEventListener;
import org.hibernate.persister.entity.EntityPersister;
import org.jspecify.annotations.Nullable;

/** Records what the database is told of entities that are {@link Audited}, at the flush that does it. */
@Singleton
class EntityAudit implements PostInsertEventListener, PostUpdateEventListener, PostDeleteEventListener {
    private final transient AuditLog log;

    EntityAudit(AuditLog log) {
        this.log = log;
    }

    /** Before anything is stored. */
    void register(@Observes @Priority(1) StartupEvent start, EntityManagerFactory factory) {
        EventListenerRegistry listeners =
                factory.unwrap(SessionFactoryImplementor.class).getEventListenerRegistry();
        listeners.appendListeners(EventType.POST_INSERT, this);
        listeners.appendListeners(EventType.POST_UPDATE, this);
        listeners.appendListeners(EventType.POST_DELETE, this);
    }

    @Override
    public void onPostInsert(PostInsertEvent event) {
        Audited audited = of(event.getEntity());
        if (audited != null) {
            Map<String, @Nullable Object> state = state(event.getPersister(), event.getState(), false);
            Map<String, @Nullable Object> shown = shown(audited, state);
            log.insert(event.getSession(), subject(audited, event.getId(), shown), AuditAction.CREATE, null, shown);
        }
    }

    @Override
    public void onPostDelete(PostDeleteEvent event) {
        Audited audited = of(event.getEntity());
        if (audited != null) {
            Map<String, @Nullable Object> state = state(event.getPersister(), event.getDeletedState(), false);
            Map<String, @Nullable Object> shown = shown(audited, state);
            log.insert(event.getSession(), subject(audited, event.getId(), shown), AuditAction.DELETE, shown, null);
        }
    }

    @Override
    public void onPostUpdate(PostUpdateEvent event) {
        Audited audited = of(event.getEntity());
        if (audited == null) {
            return;
        }
        Map<String, @Nullable Object> before = state(event.getPersister(), event.getOldState(), true);
        Map<String, @Nullable Object> after = state(event.getPersister(), event.getState(), false);
        AuditSubject subject = subject(audited, event.getId(), shown(audited, after));
        for (String quiet : audited.quiet()) {
            before.remove(quiet);
            after.remove(quiet);
        }
        Difference difference = Difference.between(before, after);
        if (!difference.after().isEmpty() || !difference.before().isEmpty()) {
            log.insert(
                    event.getSession(),
                    subject,
                    AuditAction.CHANGE,
                    shown(audited, difference.before()),
                    shown(audited, difference.after()));
        }
    }

    /** Compared is what there is: another path is a change, though it is not shown. */
    private static Map<String, @Nullable Object> shown(Audited audited, Map<String, @Nullable Object> state) {
        Map<String, @Nullable Object> shown = new LinkedHashMap<>(state);
        for (String name : audited.secretUrls()) {
            shown.computeIfPresent(name, (_, url) -> SecretMask.maskedUrl(String.valueOf(url)));
        }
        return shown;
    }

    private static @Nullable Audited of(Object entity) {
        return entity.getClass().getAnnotation(Audited.class);
    }

    private static AuditSubject subject(Audited audited, Object key, Map<String, @Nullable Object> state) {
        String id = audited.id().isEmpty() ? String.valueOf(key) : String.valueOf(state.get(audited.id()));
        String name = audited.name().isEmpty() ? "" : String.valueOf(state.get(audited.name()));
        return new AuditSubject(audited.value(), id, name);
    }

    /** @param isBefore of a collection that has been changed, what was in it */
    private static Map<String, @Nullable Object> state(
            EntityPersister persister, @Nullable Object @Nullable [] values, boolean isBefore) {
        Map<String, @Nullable Object> state = new LinkedHashMap<>();
        if (values != null) {
            String[] names = persister.getPropertyNames();
            for (int i = 0; i < names.length; i++) {
                state.put(names[i], isBefore ? formerly(values[i]) : presently(values[i]));
            }
        }
        return AuditJson.plain(state);
    }

    private static @Nullable Object formerly(@Nullable Object value) {
        return value instanceof PersistentCollection<?> collection
                        && collection.getStoredSnapshot() instanceof Map<?, ?> kept
                ? sorted(kept.keySet())
                : presently(value);
    }

    private static @Nullable Object presently(@Nullable Object value) {
        return value instanceof Set<?> set ? sorted(set) : value;
    }

    /** Sets are compared as lists, so both have one order. */
    private static List<String> sorted(Collection<?> values) {
        Set<String> texts = new TreeSet<>();
        values.forEach(value -> texts.add(String.valueOf(value)));
        return new ArrayList<>(texts);
    }

    @Override
    public boolean requiresPostCommitHandling(EntityPersister persister) {
        return false;
    }
}
