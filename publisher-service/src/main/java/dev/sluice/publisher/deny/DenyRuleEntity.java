package dev.sluice.publisher.deny;

import dev.sluice.model.access.AccessKey;
import dev.sluice.model.access.AccessRecord.DenyType;
import dev.sluice.publisher.audit.Audited;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.UUID;

/** A rule that denies; it can be switched off and is otherwise never changed. */
@Entity
@Audited(value = "deny-rule", name = "text")
@Table(name = "deny_rule")
class DenyRuleEntity {
    @Id
    private UUID id;

    @Enumerated(EnumType.STRING)
    private ConditionType conditionType;

    private String text;

    @Enumerated(EnumType.STRING)
    private DenyType recordType;

    private String value;
    private boolean inverted;
    private boolean enabled;
    private Instant createdAt;

    @SuppressWarnings("NullAway.Init")
    protected DenyRuleEntity() {}

    DenyRuleEntity(DenyCondition condition, boolean enabled, Instant createdAt) {
        this.id = UUID.randomUUID();
        this.conditionType = condition.type();
        this.text = condition.text();
        this.recordType = condition.recordType();
        this.value = condition.value();
        this.inverted = condition.inverted();
        this.enabled = enabled;
        this.createdAt = createdAt;
    }

    UUID id() {
        return id;
    }

    DenyCondition condition() {
        return new DenyCondition(conditionType, text, recordType, value, inverted);
    }

    boolean isEnabled() {
        return enabled;
    }

    void setEnabled(boolean isOn) {
        enabled = isOn;
    }

    Instant createdAt() {
        return createdAt;
    }

    /** The key of its record. */
    String key() {
        return AccessKey.deny(id.toString()).toString();
    }
}
