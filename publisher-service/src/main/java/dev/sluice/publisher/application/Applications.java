package dev.sluice.publisher.application;

import com.fasterxml.jackson.databind.JsonNode;
import dev.sluice.model.access.AccessKey;
import dev.sluice.model.access.AccessRecord;
import dev.sluice.model.wire.Wire;
import dev.sluice.publisher.outbox.ControlOutbox;
import dev.sluice.publisher.outbox.ControlTopic;
import dev.sluice.publisher.outbox.OutboxStep;
import dev.sluice.publisher.plan.ApplicationPlan;
import dev.sluice.publisher.problem.Fields;
import dev.sluice.publisher.problem.PublisherProblem;
import dev.sluice.publisher.propagation.Outcome;
import dev.sluice.publisher.rest.Page;
import dev.sluice.publisher.rest.PageRequest;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The applications of developers. */
@ApplicationScoped
class Applications {
    private static final int MAX_NAME = 100;
    private static final int MAX_DESCRIPTION = 512;
    static final String STATUS = "APPROVED";

    private final ApplicationRepository repository;
    private final ApplicationKeyRepository keys;
    private final ControlOutbox outbox;

    Applications(ApplicationRepository repository, ApplicationKeyRepository keys, ControlOutbox outbox) {
        this.repository = repository;
        this.keys = keys;
        this.outbox = outbox;
    }

    @Transactional
    Outcome<ApplicationBody> create(@Nullable JsonNode body, String owner) {
        Fields fields = Fields.of(body);
        String name = fields.required("name", MAX_NAME);
        String policy = fields.required("throttlingPolicy", 64);
        if (!policy.isBlank() && !ApplicationPlan.names().contains(policy)) {
            fields.wrong("throttlingPolicy", "must be one of " + String.join(", ", ApplicationPlan.names()));
        }
        String description = fields.text("description", "", MAX_DESCRIPTION);
        if (!fields.text("tokenType", "JWT", 16).equals("JWT")) {
            fields.wrong("tokenType", "must be JWT");
        }
        if (!fields.errors().isEmpty()) {
            return Outcome.refused(fields.errors());
        }
        repository
                .getEntityManager()
                .createNativeQuery("select 1 from users where name = :owner for update")
                .setParameter("owner", owner)
                .getSingleResult(); // one new name at a time for each owner
        if (repository.isNameTaken(name, owner)) {
            return Outcome.refused(
                    PublisherProblem.APPLICATION_NAME_TAKEN, "An application with name '" + name + "' already exists");
        }
        ApplicationEntity application = new ApplicationEntity(
                name, owner, policy, description, Instant.now().truncatedTo(ChronoUnit.MILLIS));
        repository.persist(application);
        return Outcome.done(ApplicationBody.of(application, List.of()), outbox.append(List.of(put(application))))
                .withIgnored(fields.ignored());
    }

    private static OutboxStep put(ApplicationEntity application) {
        String id = application.id().toString();
        return new OutboxStep.Put(
                ControlTopic.ACCESS,
                AccessKey.application(id).toString(),
                version -> new String(
                        Wire.write(new AccessRecord.Application(
                                AccessRecord.Application.SCHEMA,
                                version,
                                id,
                                application.name(),
                                application.owner(),
                                application.policy(),
                                STATUS)),
                        StandardCharsets.UTF_8));
    }

    @Transactional
    Optional<ApplicationBody> find(UUID id, String owner) {
        return repository
                .find(id, owner)
                .map(application -> ApplicationBody.of(application, keys.ofApplication(application.id())));
    }

    @Transactional
    Page<ApplicationInfo> list(String owner, PageRequest asked) {
        List<ApplicationInfo> page = repository.page(owner, asked.offset(), asked.limit()).stream()
                .map(ApplicationInfo::of)
                .toList();
        return Page.of(page, asked, repository.countOf(owner), "/applications", "");
    }
}
