package dev.sluice.publisher.plan;

import dev.sluice.model.access.AccessKey;
import dev.sluice.model.access.AccessRecord;
import dev.sluice.model.wire.Wire;
import dev.sluice.publisher.delivery.outbox.ControlTopic;
import dev.sluice.publisher.delivery.outbox.OutboxStep;
import dev.sluice.publisher.delivery.rebuild.ControlRecordSource;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** What the gateways are told of plans. */
@ApplicationScoped
class PlanRecords implements ControlRecordSource {
    private final PlanRepository repository;

    PlanRecords(PlanRepository repository) {
        this.repository = repository;
    }

    static OutboxStep put(PlanEntity plan) {
        PlanTerms terms = plan.terms();
        return new OutboxStep.Put(
                ControlTopic.ACCESS,
                key(plan),
                version -> new String(
                        Wire.write(new AccessRecord.Plan(
                                AccessRecord.Plan.SCHEMA,
                                version,
                                plan.name(),
                                terms.limits(),
                                terms.burst(),
                                terms.stopOnQuotaReach(),
                                terms.maxConnections(),
                                terms.maxConnectionMs())),
                        StandardCharsets.UTF_8));
    }

    static OutboxStep tombstone(PlanEntity plan) {
        return new OutboxStep.Tombstone(ControlTopic.ACCESS, key(plan));
    }

    private static String key(PlanEntity plan) {
        return AccessKey.plan(plan.level(), plan.name()).toString();
    }

    @Override
    public ControlTopic topic() {
        return ControlTopic.ACCESS;
    }

    @Override
    @Transactional(Transactional.TxType.MANDATORY)
    public List<OutboxStep> present() {
        return repository.listAll().stream().map(PlanRecords::put).toList();
    }

    @Override
    public boolean owns(String key) {
        return AccessKey.Kind.PLAN.isOf(key);
    }
}
