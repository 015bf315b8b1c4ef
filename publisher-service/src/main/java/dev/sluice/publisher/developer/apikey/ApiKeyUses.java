package dev.sluice.publisher.developer.apikey;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.persistence.Tuple;
import jakarta.transaction.Transactional;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;

/** When keys were last used: the latest minute in which a gateway has had a stream of theirs. */
@ApplicationScoped
public class ApiKeyUses {
    /** In one order, so that two publishers that have the same keys never wait for each other in a circle. */
    private static final String PUT = """
            insert into api_key_use as known (key_id, last_used_at)
            select used.id, used.at
            from unnest(:ids, :minutes) as used (id, at)
            join api_key on api_key.id = used.id
            order by used.id
            on conflict (key_id) do update set last_used_at = excluded.last_used_at
                where known.last_used_at < excluded.last_used_at
            """;

    private final EntityManager database;

    ApiKeyUses(EntityManager database) {
        this.database = database;
    }

    /**
     * Sets when keys were used last, where nothing later is known. Keys that are gone are passed over.
     *
     * @param minutes when the minute began, by the id of the key
     */
    @Transactional
    public void put(Map<UUID, Instant> minutes) {
        if (minutes.isEmpty()) {
            return;
        }
        Map<UUID, Instant> sorted = new TreeMap<>(minutes);
        database.createNativeQuery(PUT)
                .setParameter("ids", sorted.keySet().toArray(UUID[]::new))
                .setParameter("minutes", sorted.values().toArray(Instant[]::new))
                .executeUpdate();
    }

    /** Returns when each was used last; those that were not are not among them. */
    @Transactional(Transactional.TxType.MANDATORY)
    Map<UUID, Instant> of(Collection<UUID> keys) {
        Map<UUID, Instant> minutes = new HashMap<>();
        database.createNativeQuery("select key_id, last_used_at from api_key_use where key_id = any(:ids)", Tuple.class)
                .setParameter("ids", keys.toArray(UUID[]::new))
                .getResultList()
                .forEach(row -> minutes.put(((Tuple) row).get(0, UUID.class), ((Tuple) row).get(1, Instant.class)));
        return minutes;
    }

    /** Forgets the use of keys that are gone. */
    @Transactional
    public void forgetGone() {
        database.createNativeQuery(
                        "delete from api_key_use u where not exists (select 1 from api_key k where k.id = u.key_id)")
                .executeUpdate();
    }
}
