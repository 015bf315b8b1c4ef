package dev.sluice.publisher.identity.user;

import dev.sluice.publisher.audit.Audited;
import dev.sluice.publisher.web.access.Role;
import jakarta.persistence.CollectionTable;
import jakarta.persistence.Column;
import jakarta.persistence.ElementCollection;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.FetchType;
import jakarta.persistence.Id;
import jakarta.persistence.JoinColumn;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.EnumSet;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Somebody who may sign in, unless it is set inactive. */
@Entity
@Audited(
        value = "user",
        id = "id",
        name = "name",
        quiet = {"updatedAt"})
@Table(name = "users")
class UserEntity {
    @Id
    private String name;

    private UUID id;
    /** {@code null} = it signs in with another provider. */
    private @Nullable String passwordHash;

    private @Nullable String providerSubject;
    private boolean initialPassword;
    private boolean signedUp;
    private boolean active;
    private Instant createdAt;
    private Instant updatedAt;

    @ElementCollection(fetch = FetchType.EAGER)
    @CollectionTable(name = "user_role", joinColumns = @JoinColumn(name = "user_name"))
    @Column(name = "role")
    @Enumerated(EnumType.STRING)
    private Set<Role> roles;

    @SuppressWarnings("NullAway.Init")
    protected UserEntity() {}

    UserEntity(UserName name, @Nullable String passwordHash, Set<Role> roles, Instant now) {
        this.name = name.value();
        this.id = UUID.randomUUID();
        this.passwordHash = passwordHash;
        this.active = true;
        this.roles = copy(roles);
        this.createdAt = now;
        this.updatedAt = now;
    }

    String name() {
        return name;
    }

    UUID id() {
        return id;
    }

    @Nullable
    String passwordHash() {
        return passwordHash;
    }

    /** What another provider calls it; {@code null} = it has its password here. */
    @Nullable
    String providerSubject() {
        return providerSubject;
    }

    /** It was made by its user. */
    void hasSignedUp() {
        this.signedUp = true;
    }

    void signsInAs(String subject) {
        this.providerSubject = subject;
    }

    boolean isActive() {
        return active;
    }

    Set<Role> roles() {
        return Set.copyOf(roles);
    }

    Instant createdAt() {
        return createdAt;
    }

    Instant updatedAt() {
        return updatedAt;
    }

    boolean isActiveAdmin() {
        return active && roles.contains(Role.ADMIN);
    }

    Account account() {
        return new Account(name, roles, initialPassword);
    }

    void setPasswordHash(String passwordHash, Instant now) {
        this.passwordHash = passwordHash;
        this.initialPassword = false;
        this.updatedAt = now;
    }

    void replace(Set<Role> roles, boolean active, Instant now) {
        this.roles = copy(roles);
        this.active = active;
        this.updatedAt = now;
    }

    private static Set<Role> copy(Set<Role> roles) {
        EnumSet<Role> copy = EnumSet.noneOf(Role.class);
        copy.addAll(roles);
        return copy;
    }
}
