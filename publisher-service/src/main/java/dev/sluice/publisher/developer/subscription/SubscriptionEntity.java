package dev.sluice.publisher.developer.subscription;

import dev.sluice.model.access.AccessKey;
import dev.sluice.model.access.AccessRecord.SubscriptionState;
import dev.sluice.publisher.audit.Audited;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.UUID;

/** An application's right to an API under a plan. */
@Entity
@Audited("subscription")
@Table(name = "subscription")
class SubscriptionEntity {
    @Id
    private UUID id;

    private UUID applicationId;
    private UUID apiId;
    private String plan;

    @Enumerated(EnumType.STRING)
    private SubscriptionState state;

    private Instant createdAt;

    @SuppressWarnings("NullAway.Init")
    protected SubscriptionEntity() {}

    SubscriptionEntity(UUID applicationId, UUID apiId, String plan, Instant createdAt) {
        this.id = UUID.randomUUID();
        this.applicationId = applicationId;
        this.apiId = apiId;
        this.plan = plan;
        this.state = SubscriptionState.UNBLOCKED;
        this.createdAt = createdAt;
    }

    /** The same right to another version of the API. */
    SubscriptionEntity carriedTo(UUID otherApiId, Instant now) {
        SubscriptionEntity carried = new SubscriptionEntity(applicationId, otherApiId, plan, now);
        carried.state = state;
        return carried;
    }

    /** The key of its record. */
    String key() {
        return AccessKey.subscription(applicationId.toString(), apiId.toString())
                .toString();
    }

    void setPlan(String newPlan) {
        plan = newPlan;
    }

    void setState(SubscriptionState newState) {
        state = newState;
    }

    UUID id() {
        return id;
    }

    UUID applicationId() {
        return applicationId;
    }

    UUID apiId() {
        return apiId;
    }

    String plan() {
        return plan;
    }

    SubscriptionState state() {
        return state;
    }

    Instant createdAt() {
        return createdAt;
    }
}
