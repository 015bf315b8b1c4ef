package dev.sluice.publisher.deny;

import dev.sluice.model.VersionedRecord;
import dev.sluice.model.access.AccessKey;
import dev.sluice.model.access.AccessRecord;
import dev.sluice.model.wire.Wire;
import dev.sluice.publisher.delivery.outbox.ControlOutbox;
import dev.sluice.publisher.delivery.outbox.ControlTopic;
import dev.sluice.publisher.delivery.outbox.OutboxStep;
import dev.sluice.publisher.delivery.propagation.Outcome;
import dev.sluice.publisher.delivery.rebuild.ControlRecordSource;
import dev.sluice.publisher.web.problem.PublisherProblem;
import dev.sluice.publisher.web.rest.Page;
import dev.sluice.publisher.web.rest.PageRequest;
import io.quarkus.hibernate.orm.panache.PanacheQuery;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** The deny rules. Gateways have those that are on; a rule ends open streams, too. */
@ApplicationScoped
public class DenyRules implements ControlRecordSource {
    /** Every gateway has all of them in memory. */
    static final int MAX_RULES = 10_000;

    private final DenyRuleRepository repository;
    private final ControlOutbox outbox;

    DenyRules(DenyRuleRepository repository, ControlOutbox outbox) {
        this.repository = repository;
        this.outbox = outbox;
    }

    @Transactional
    Outcome<DenyRuleEntity> create(DenyCondition condition, boolean isOn) {
        repository.lockAll();
        if (repository.exists(condition)) {
            return Outcome.refused(
                    PublisherProblem.DENY_RULE_EXISTS, "There is a deny policy for " + condition.text() + " already.");
        }
        if (repository.count() >= MAX_RULES) {
            return Outcome.refused(
                    PublisherProblem.TOO_MANY_DENY_RULES, "There are " + MAX_RULES + " deny policies: delete some.");
        }
        DenyRuleEntity rule = new DenyRuleEntity(condition, isOn, Instant.now());
        repository.persist(rule);
        return isOn ? Outcome.done(rule, outbox.append(List.of(put(rule)))) : Outcome.done(rule);
    }

    @Transactional
    Outcome<DenyRuleEntity> setEnabled(UUID id, boolean isOn) {
        DenyRuleEntity rule = repository.lock(id).orElse(null);
        if (rule == null) {
            return unknown(id.toString());
        }
        rule.setEnabled(isOn);
        return Outcome.done(rule, outbox.append(List.of(isOn ? put(rule) : tombstone(rule))));
    }

    @Transactional
    Outcome<UUID> delete(UUID id) {
        DenyRuleEntity rule = repository.lock(id).orElse(null);
        if (rule == null) {
            return unknown(id.toString());
        }
        repository.delete(rule);
        return rule.isEnabled() ? Outcome.done(id, outbox.append(List.of(tombstone(rule)))) : Outcome.done(id);
    }

    static <T> Outcome<T> unknown(String id) {
        return Outcome.refused(PublisherProblem.DENY_RULE_NOT_FOUND, "There is no deny policy " + id + '.');
    }

    @Transactional
    Optional<DenyRuleEntity> find(UUID id) {
        return repository.findByIdOptional(id);
    }

    /** @param part of the text of a rule; empty = all */
    @Transactional
    Page<DenyRuleEntity> list(String part, PageRequest asked) {
        PanacheQuery<DenyRuleEntity> found = repository.containing(part);
        long total = found.count();
        List<DenyRuleEntity> page =
                found.range(asked.offset(), asked.offset() + asked.limit() - 1).list();
        return Page.of(page, asked, total, "/throttling/deny-policies", part);
    }

    @Override
    public ControlTopic topic() {
        return ControlTopic.ACCESS;
    }

    @Override
    @Transactional(Transactional.TxType.MANDATORY)
    public List<OutboxStep> present() {
        return repository.enabled().stream().map(DenyRules::put).toList();
    }

    @Override
    public boolean owns(String key) {
        return AccessKey.Kind.DENY.isOf(key);
    }

    private static OutboxStep put(DenyRuleEntity rule) {
        DenyCondition condition = rule.condition();
        return new OutboxStep.Put(
                ControlTopic.ACCESS,
                rule.key(),
                version -> new String(
                        Wire.write(new AccessRecord.Deny(
                                VersionedRecord.SCHEMA,
                                version,
                                condition.recordType(),
                                condition.value(),
                                condition.inverted())),
                        StandardCharsets.UTF_8));
    }

    private static OutboxStep tombstone(DenyRuleEntity rule) {
        return new OutboxStep.Tombstone(ControlTopic.ACCESS, rule.key());
    }
}
