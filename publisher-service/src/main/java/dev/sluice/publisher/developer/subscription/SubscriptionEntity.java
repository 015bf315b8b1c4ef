package dev.sluice.publisher.developer.subscription;

import static java.nio.charset.StandardCharsets.UTF_8;

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
import org.jspecify.annotations.Nullable;

/** An application's right to an API under a plan. */
@Entity
@Audited("subscription")
@Table(name = "subscription")
class SubscriptionEntity {
    private static final String TIER_UPDATE_PENDING = "TIER_UPDATE_PENDING";

    @Id
    private UUID id;

    private UUID applicationId;
    private UUID apiId;
    private String plan;

    @Enumerated(EnumType.STRING)
    private SubscriptionState state;

    /** Waits for the API's publisher, while {@link #plan} is in force. */
    private @Nullable String requestedPlan;
    /** Of the publisher, about the last request. */
    private String comment;

    private Instant createdAt;

    @SuppressWarnings("NullAway.Init")
    protected SubscriptionEntity() {}

    /** @param waits whether the API's publisher has to approve it */
    SubscriptionEntity(UUID applicationId, UUID apiId, String plan, boolean waits, Instant createdAt) {
        this.id = idOf(applicationId, apiId);
        this.applicationId = applicationId;
        this.apiId = apiId;
        this.plan = plan;
        this.state = waits ? SubscriptionState.ON_HOLD : SubscriptionState.UNBLOCKED;
        this.comment = "";
        this.createdAt = createdAt;
    }

    /** The same after it was removed and made again: what its plan has counted stays counted. */
    private static UUID idOf(UUID applicationId, UUID apiId) {
        return UUID.nameUUIDFromBytes((applicationId + "/" + apiId).getBytes(UTF_8));
    }

    /** The same right to another version of the API. */
    SubscriptionEntity carriedTo(UUID otherApiId, Instant now) {
        SubscriptionEntity carried = new SubscriptionEntity(applicationId, otherApiId, plan, false, now);
        carried.state = state;
        return carried;
    }

    /** The key of its record. */
    String key() {
        return AccessKey.subscription(applicationId.toString(), apiId.toString())
                .toString();
    }

    /** Puts another plan into force; one that waits is forgotten. */
    void setPlan(String newPlan) {
        plan = newPlan;
        requestedPlan = null;
    }

    /** Lets another plan wait; one that is not in force yet is replaced at once. */
    void requestPlan(String newPlan) {
        if (state == SubscriptionState.ON_HOLD || newPlan.equals(plan)) {
            setPlan(newPlan);
        } else {
            requestedPlan = newPlan;
        }
        comment = "";
    }

    /** Asks once more for what was rejected. */
    void requestAgain(String newPlan, boolean waits) {
        setPlan(newPlan);
        state = waits ? SubscriptionState.ON_HOLD : SubscriptionState.UNBLOCKED;
        comment = "";
    }

    /** The plan that waits for the publisher: its first one, or another; {@code null} = nothing waits. */
    @Nullable
    String waitingPlan() {
        return state == SubscriptionState.ON_HOLD ? plan : requestedPlan;
    }

    void approve(String ofPublisher) {
        if (state == SubscriptionState.ON_HOLD) {
            state = SubscriptionState.UNBLOCKED;
        } else if (requestedPlan != null) {
            setPlan(requestedPlan);
        }
        comment = ofPublisher;
    }

    void reject(String ofPublisher) {
        if (state == SubscriptionState.ON_HOLD) {
            state = SubscriptionState.REJECTED;
        }
        requestedPlan = null;
        comment = ofPublisher;
    }

    /** Returns whether the publisher has shut it, at least to keys of production. */
    boolean isBlocked() {
        return switch (state) {
            case BLOCKED, PROD_ONLY_BLOCKED -> true;
            case UNBLOCKED, ON_HOLD, REJECTED -> false;
        };
    }

    /** Its state by WSO2's names, which have one for a plan that waits. */
    String shownState() {
        return state == SubscriptionState.UNBLOCKED && requestedPlan != null ? TIER_UPDATE_PENDING : state.name();
    }

    @Nullable
    String requestedPlan() {
        return requestedPlan;
    }

    String comment() {
        return comment;
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
