package dev.sluice.publisher.developer.application;

import dev.sluice.publisher.audit.Audited;
import dev.sluice.publisher.web.rest.EntityTags;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.UUID;

/** What a developer subscribes with. A change of it, or of anything that belongs to it, locks its row first. */
@Entity
@Audited(value = "application", name = "name")
@Table(name = "application")
public class ApplicationEntity {
    @Id
    private UUID id;

    private String name;
    private String owner;
    private String policy;
    private String description;
    private Instant createdAt;

    @SuppressWarnings("NullAway.Init")
    protected ApplicationEntity() {}

    ApplicationEntity(String owner, ApplicationDetails details, Instant createdAt) {
        this.id = UUID.randomUUID();
        this.owner = owner;
        this.name = details.name();
        this.policy = details.policy();
        this.description = details.description();
        this.createdAt = createdAt;
    }

    void change(ApplicationDetails details) {
        name = details.name();
        policy = details.policy();
        description = details.description();
    }

    public UUID id() {
        return id;
    }

    public String name() {
        return name;
    }

    public String owner() {
        return owner;
    }

    public String policy() {
        return policy;
    }

    public String description() {
        return description;
    }

    void handOver(String newOwner) {
        this.owner = newOwner;
    }

    /** Another one when what its owner decides has changed. */
    String entityTag() {
        return EntityTags.ofText(String.join("\n", owner, name, policy, description));
    }

    Instant createdAt() {
        return createdAt;
    }
}
