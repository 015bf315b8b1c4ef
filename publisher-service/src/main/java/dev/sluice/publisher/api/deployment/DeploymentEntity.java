package dev.sluice.publisher.api.deployment;

import dev.sluice.publisher.audit.Audited;
import dev.sluice.publisher.delivery.outbox.Change;
import dev.sluice.publisher.delivery.outbox.ControlTopic;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.UUID;

/** A revision that is live on an environment; one for an API and environment. */
@Entity
@Audited(
        value = "deployment",
        id = "apiId",
        name = "environment",
        quiet = {"version"})
@Table(name = "deployment")
class DeploymentEntity {
    @Id
    private UUID id;

    private UUID apiId;
    private String environment;
    private UUID revisionId;
    private String vhost;
    private boolean displayOnDevportal;
    private Instant deployedAt;
    private long version;

    @SuppressWarnings("NullAway.Init")
    protected DeploymentEntity() {}

    @SuppressWarnings("NullAway.Init") // show() completes it before it is stored
    DeploymentEntity(UUID apiId, String environment) {
        this.id = UUID.randomUUID();
        this.apiId = apiId;
        this.environment = environment;
    }

    void show(UUID newRevisionId, String newVhost, Instant now) {
        revisionId = newRevisionId;
        vhost = newVhost;
        deployedAt = now;
    }

    void displayOnDevportal(boolean display) {
        displayOnDevportal = display;
    }

    /** Its newest record in the control topic. */
    void onRecord(long newVersion) {
        version = newVersion;
    }

    /** What a gateway must have applied to serve it. */
    Change lastChange() {
        return new Change(ControlTopic.APIS, key(), version);
    }

    /** @param number of its revision */
    LiveRevision live(int number) {
        return new LiveRevision(apiId, environment, revisionId, number, deployedAt, lastChange());
    }

    /** The key of its record. */
    String key() {
        return environment + '/' + apiId;
    }

    UUID apiId() {
        return apiId;
    }

    String environment() {
        return environment;
    }

    UUID revisionId() {
        return revisionId;
    }

    String vhost() {
        return vhost;
    }

    boolean isDisplayedOnDevportal() {
        return displayOnDevportal;
    }

    Instant deployedAt() {
        return deployedAt;
    }
}
