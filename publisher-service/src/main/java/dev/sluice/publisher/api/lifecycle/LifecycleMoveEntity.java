package dev.sluice.publisher.api.lifecycle;

import dev.sluice.model.api.LifecycleState;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.UUID;

/** A move that an API has made. */
@Entity
@Table(name = "lifecycle_move")
class LifecycleMoveEntity {
    @Id
    @GeneratedValue(strategy = GenerationType.IDENTITY)
    private long id;

    private UUID apiId;

    @Enumerated(EnumType.STRING)
    private LifecycleState previousState;

    @Enumerated(EnumType.STRING)
    private LifecycleState postState;

    private String movedBy;
    private Instant movedAt;

    @SuppressWarnings("NullAway.Init")
    protected LifecycleMoveEntity() {}

    LifecycleMoveEntity(UUID apiId, LifecycleState previousState, LifecycleState postState, String movedBy) {
        this.apiId = apiId;
        this.previousState = previousState;
        this.postState = postState;
        this.movedBy = movedBy;
        this.movedAt = Instant.now().truncatedTo(ChronoUnit.MILLIS);
    }

    LifecycleState previousState() {
        return previousState;
    }

    LifecycleState postState() {
        return postState;
    }

    String movedBy() {
        return movedBy;
    }

    Instant movedAt() {
        return movedAt;
    }
}
