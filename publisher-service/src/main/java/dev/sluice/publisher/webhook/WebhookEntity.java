package dev.sluice.publisher.webhook;

import dev.sluice.publisher.audit.Audited;
import dev.sluice.publisher.web.rest.EntityTags;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Where something is told to. */
@Entity
@Audited(
        value = "webhook",
        name = "url",
        secretUrls = "url",
        quiet = {"edition", "updatedAt"})
@Table(name = "webhook")
class WebhookEntity {
    @Id
    private UUID id;

    private @Nullable UUID apiId;
    private String url;
    private String secret;
    private String events;
    private String description;
    private boolean active;
    private long edition;
    private Instant createdAt;
    private Instant updatedAt;

    @SuppressWarnings("NullAway.Init")
    protected WebhookEntity() {}

    /** @param apiId {@code null} = of all APIs */
    WebhookEntity(UUID id, @Nullable UUID apiId, Instant now) {
        this.id = id;
        this.apiId = apiId;
        this.url = "";
        this.secret = "";
        this.events = "";
        this.description = "";
        this.createdAt = now;
        this.updatedAt = now;
    }

    void change(WebhookDetails details, Instant now) {
        url = details.url();
        events = String.join(",", details.events());
        description = details.description();
        active = details.active();
        edition++;
        updatedAt = now;
    }

    void setSecret(String sealed) {
        secret = sealed;
    }

    /** Where its sealed secret belongs. */
    static String placeOf(UUID id) {
        return "webhook/" + id + "/secret";
    }

    String entityTag() {
        return EntityTags.of(edition);
    }

    UUID id() {
        return id;
    }

    @Nullable
    UUID apiId() {
        return apiId;
    }

    WebhookDetails details() {
        return new WebhookDetails(url, List.of(events.split(",")), description, active);
    }

    Instant createdAt() {
        return createdAt;
    }

    Instant updatedAt() {
        return updatedAt;
    }
}
