package dev.sluice.publisher.api.version;

import dev.sluice.publisher.api.design.ApiName;
import dev.sluice.publisher.delivery.outbox.AdvisoryLock;
import dev.sluice.publisher.identity.user.OwnedApis;
import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.LockModeType;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;

/** The APIs' table. */
@ApplicationScoped
public class ApiRepository implements PanacheRepositoryBase<ApiEntity, UUID>, OwnedApis {
    /** Finds it and locks its row: one change to an API at a time. */
    public Optional<ApiEntity> lock(UUID id) {
        return findByIdOptional(id, LockModeType.PESSIMISTIC_WRITE);
    }

    /**
     * Lets one transaction at a time look at several APIs and change them: who takes names and paths, and which version
     * stands for all. Always before any row is locked.
     */
    public void lockNames() {
        AdvisoryLock.API_NAMES.holdToTheEndOf(getEntityManager());
    }

    /** Finds an API whose name this transaction has locked, and locks its row. */
    public Optional<ApiEntity> lockWithNames(UUID id) {
        lockNames();
        return lock(id);
    }

    /** The versions of an API but this one, locked; the caller holds {@link #lockNames}. */
    public List<ApiEntity> lockOtherVersions(ApiEntity api) {
        return find("lower(name) = ?1 and id <> ?2 order by id", lower(api.name()), api.id())
                .withLock(LockModeType.PESSIMISTIC_WRITE)
                .list();
    }

    public boolean hasOtherVersions(ApiEntity api) {
        return count("lower(name) = ?1 and id <> ?2", lower(api.name()), api.id()) > 0;
    }

    @Override
    public boolean areThereOf(String name) {
        return count("lower(provider) = ?1", lower(name)) > 0;
    }

    public boolean isNameTaken(String name) {
        return count("lower(name) = ?1", lower(name)) > 0;
    }

    /** Returns whether a version of an API is found at exactly this path. */
    public boolean hasBasePath(String basePath) {
        return count("basePath", basePath) > 0;
    }

    public boolean isContextTaken(String context) {
        return count("lower(context) = ?1", lower(context)) > 0;
    }

    /** Returns whether this API has this version already; case does not tell versions apart. */
    public boolean isVersionTaken(ApiName name) {
        return count("lower(name) = ?1 and lower(version) = ?2", lower(name.name()), lower(name.version())) > 0;
    }

    /** Returns whether an API of another name is found at one of these paths; case does not tell paths apart. */
    public boolean isPathTaken(ApiName name, boolean isDefaultVersion) {
        List<String> paths = name.exposedPaths(isDefaultVersion).stream()
                .map(ApiRepository::lower)
                .toList();
        return count(
                        "lower(name) <> ?1 and (lower(basePath) in ?2"
                                + " or ((defaultVersion or servesDefault)"
                                + " and lower(replace(context, '/{version}', '')) in ?2))",
                        lower(name.name()),
                        paths)
                > 0;
    }

    private static String lower(String text) {
        return text.toLowerCase(Locale.ROOT);
    }
}
