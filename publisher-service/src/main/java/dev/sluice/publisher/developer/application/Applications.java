package dev.sluice.publisher.developer.application;

import dev.sluice.model.access.AccessRecord;
import dev.sluice.publisher.api.version.Viewer;
import dev.sluice.publisher.delivery.outbox.ControlOutbox;
import dev.sluice.publisher.delivery.propagation.Outcome;
import dev.sluice.publisher.developer.key.ApplicationKeyRepository;
import dev.sluice.publisher.developer.key.ApplicationKeys;
import dev.sluice.publisher.plan.Plans;
import dev.sluice.publisher.web.problem.Fields;
import dev.sluice.publisher.web.problem.PublisherProblem;
import dev.sluice.publisher.web.rest.EntityTags;
import dev.sluice.publisher.web.rest.Page;
import dev.sluice.publisher.web.rest.PageRequest;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The applications of developers. */
@ApplicationScoped
class Applications {
    static final String STATUS = AccessRecord.Application.APPROVED;

    private final ApplicationRepository repository;
    private final ApplicationKeyRepository keys;
    private final ControlOutbox outbox;
    private final Plans plans;

    Applications(ApplicationRepository repository, ApplicationKeyRepository keys, ControlOutbox outbox, Plans plans) {
        this.repository = repository;
        this.keys = keys;
        this.outbox = outbox;
        this.plans = plans;
    }

    @Transactional
    Outcome<ApplicationWithKeys> create(Fields fields, Viewer developer) {
        String owner = developer.name();
        ApplicationDetails details = ApplicationDetails.read(fields);
        if (!fields.errors().isEmpty()) {
            return Outcome.refused(fields.errors());
        }
        boolean isOwnerActive = lockNames(owner);
        plans.choose(fields, details.policy(), "", developer.roles());
        if (!fields.errors().isEmpty()) {
            return Outcome.refused(fields.errors());
        }
        if (repository.isNameTaken(details.name(), owner)) {
            return nameTaken(details);
        }
        ApplicationEntity application =
                new ApplicationEntity(owner, details, Instant.now().truncatedTo(ChronoUnit.MILLIS));
        repository.persist(application);
        return Outcome.done(
                        new ApplicationWithKeys(application, List.of()),
                        outbox.append(List.of(ApplicationRecords.of(application, isOwnerActive))))
                .withIgnored(fields.ignored());
    }

    /**
     * One new name at a time for each owner, and none while the owner leaves.
     *
     * @return whether the owner may still sign in
     */
    private boolean lockNames(String owner) {
        return repository.lockOwners(Set.of(owner)).getOrDefault(owner, false);
    }

    private static Outcome<ApplicationWithKeys> nameTaken(ApplicationDetails details) {
        return Outcome.refused(
                PublisherProblem.APPLICATION_NAME_TAKEN,
                "An application with name '" + details.name() + "' already exists");
    }

    /**
     * Changes what a developer decides; its keys and subscriptions stay.
     *
     * @param ifMatch {@code null} = whatever it is now
     */
    @Transactional
    Outcome<ApplicationWithKeys> change(UUID id, Viewer developer, @Nullable String ifMatch, Fields fields) {
        String owner = developer.name();
        ApplicationDetails details = ApplicationDetails.read(fields);
        fields.fixed("applicationId", id.toString());
        fields.fixed("owner", owner);
        fields.fixed("status", STATUS);
        fields.fixed("hashEnabled", true);
        fields.skip("keys");
        if (!fields.errors().isEmpty()) {
            return Outcome.refused(fields.errors());
        }
        boolean isOwnerActive = lockNames(owner);
        ApplicationEntity application = repository.lock(id, owner).orElse(null);
        if (application == null) {
            return ApplicationKeys.refusedAsUnknown(id);
        }
        if (!EntityTags.permits(ifMatch, application.entityTag())) {
            return Outcome.refused(
                    PublisherProblem.PRECONDITION_FAILED,
                    "The application has been changed since: its ETag is " + application.entityTag()
                            + ". Read it again, then change it.");
        }
        plans.choose(fields, details.policy(), application.policy(), developer.roles());
        if (!fields.errors().isEmpty()) {
            return Outcome.refused(fields.errors());
        }
        if (!application.name().equalsIgnoreCase(details.name()) && repository.isNameTaken(details.name(), owner)) {
            return nameTaken(details);
        }
        application.change(details);
        return Outcome.done(
                        new ApplicationWithKeys(application, keys.ofApplication(id)),
                        outbox.append(List.of(ApplicationRecords.of(application, isOwnerActive))))
                .withIgnored(fields.ignored());
    }

    @Transactional
    Optional<ApplicationWithKeys> find(UUID id, String owner) {
        return repository
                .find(id, owner)
                .map(application -> new ApplicationWithKeys(application, keys.ofApplication(application.id())));
    }

    @Transactional
    Page<ApplicationInfo> list(String owner, String namePart, PageRequest asked) {
        List<ApplicationInfo> page = repository.page(owner, namePart, asked.offset(), asked.limit()).stream()
                .map(ApplicationInfo::of)
                .toList();
        return Page.of(page, asked, repository.countOf(owner, namePart), "/applications", namePart);
    }
}
