package dev.sluice.publisher.user;

import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;

/** Somebody who may sign in. */
@Entity
@Table(name = "users")
class UserEntity {
    @Id
    private String name;

    private String passwordHash;
    private Instant createdAt;

    @SuppressWarnings("NullAway.Init")
    protected UserEntity() {}

    UserEntity(String name, String passwordHash, Instant createdAt) {
        this.name = name;
        this.passwordHash = passwordHash;
        this.createdAt = createdAt;
    }

    String name() {
        return name;
    }

    String passwordHash() {
        return passwordHash;
    }

    Instant createdAt() {
        return createdAt;
    }
}
