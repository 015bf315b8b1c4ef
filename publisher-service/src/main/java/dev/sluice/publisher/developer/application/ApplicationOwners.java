package dev.sluice.publisher.developer.application;

import dev.sluice.model.access.AccessKey;
import dev.sluice.publisher.delivery.outbox.Change;
import dev.sluice.publisher.delivery.outbox.ControlOutbox;
import dev.sluice.publisher.delivery.outbox.ControlTopic;
import dev.sluice.publisher.delivery.outbox.OutboxStep;
import dev.sluice.publisher.delivery.propagation.Outcome;
import dev.sluice.publisher.delivery.rebuild.ControlRecordSource;
import dev.sluice.publisher.identity.user.OwnedApplications;
import dev.sluice.publisher.web.problem.PublisherProblem;
import dev.sluice.publisher.web.rest.Page;
import dev.sluice.publisher.web.rest.PageRequest;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;

/** Whose the applications are: what the leaving and the return of a user mean for them, and how they get another owner. */
@ApplicationScoped
public class ApplicationOwners implements OwnedApplications, ControlRecordSource {
    private final ApplicationRepository repository;
    private final ControlOutbox outbox;

    ApplicationOwners(ApplicationRepository repository, ControlOutbox outbox) {
        this.repository = repository;
        this.outbox = outbox;
    }

    @Override
    @Transactional(Transactional.TxType.MANDATORY)
    public void lock(String owner) {
        repository.lockOwners(Set.of(owner));
    }

    @Override
    @Transactional(Transactional.TxType.MANDATORY)
    public List<Change> ownerChanged(String owner, boolean isActive) {
        List<OutboxStep> steps = repository.allOf(owner).stream()
                .map(application -> ApplicationRecords.of(application, isActive))
                .toList();
        return steps.isEmpty() ? List.of() : outbox.append(steps);
    }

    @Override
    public ControlTopic topic() {
        return ControlTopic.ACCESS;
    }

    @Override
    @Transactional(Transactional.TxType.MANDATORY)
    public List<OutboxStep> present() {
        List<ApplicationEntity> all = repository.listAll();
        Set<String> active = repository.activeAmong(
                all.stream().map(ApplicationEntity::owner).collect(Collectors.toSet()));
        return all.stream()
                .map(application -> ApplicationRecords.of(application, active.contains(application.owner())))
                .toList();
    }

    @Override
    public boolean owns(String key) {
        return AccessKey.Kind.APPLICATION.isOf(key);
    }

    /** Returns whether the owner of the application with this client may sign in. */
    @Transactional
    public boolean isOwnerActive(String consumerKey) {
        return repository.isOwnerActive(consumerKey);
    }

    /** Applications of all users, or of one. */
    @Transactional
    Page<ApplicationInfo> list(String owner, PageRequest asked) {
        List<ApplicationEntity> found = repository.pageOfAll(owner, asked.offset(), asked.limit());
        Set<String> active = repository.activeAmong(
                found.stream().map(ApplicationEntity::owner).collect(Collectors.toSet()));
        List<ApplicationInfo> page = found.stream()
                .map(application -> ApplicationInfo.of(
                        application, ApplicationRecords.status(active.contains(application.owner()))))
                .toList();
        Map<String, String> kept = owner.isEmpty() ? Map.of() : Map.of("user", owner);
        return Page.of(page, asked, repository.countOfAll(owner), "/applications", kept);
    }

    /** Gives one application to another user. */
    @Transactional
    Outcome<UUID> changeOwner(UUID applicationId, String newOwner) {
        Optional<String> before = repository.findByIdOptional(applicationId).map(ApplicationEntity::owner);
        if (before.isEmpty()) {
            return unknown(applicationId);
        }
        if (before.get().equals(newOwner)) {
            return Outcome.done(applicationId, List.of());
        }
        repository.getEntityManager().clear();
        Map<String, Boolean> owners = repository.lockOwners(Set.of(before.get(), newOwner));
        ApplicationEntity application = repository
                .lock(applicationId)
                .filter(found -> found.owner().equals(before.get()))
                .orElse(null);
        if (application == null) {
            return unknown(applicationId);
        }
        Optional<String> refusal = refusal(List.of(application), newOwner, owners);
        return refusal.isPresent()
                ? Outcome.refused(PublisherProblem.OWNER_NOT_CHANGED, refusal.get())
                : Outcome.done(applicationId, outbox.append(handOver(List.of(application), newOwner)));
    }

    private static Outcome<UUID> unknown(UUID applicationId) {
        return Outcome.refused(PublisherProblem.APPLICATION_NOT_FOUND, "Application " + applicationId + " not found");
    }

    /**
     * Gives all applications of a user to another one.
     *
     * @return what is to be told to the gateways, or why nothing has changed
     */
    @Transactional(Transactional.TxType.MANDATORY)
    public HandOver handOverAll(String owner, String newOwner) {
        Map<String, Boolean> owners = repository.lockOwners(Set.of(owner, newOwner));
        List<ApplicationEntity> applications = repository.allOf(owner);
        return refusal(applications, newOwner, owners)
                .<HandOver>map(HandOver.Refused::new)
                .orElseGet(() -> new HandOver.Done(handOver(applications, newOwner)));
    }

    /** How a change of owner has ended. */
    public sealed interface HandOver {
        /** @param steps what is to be told to the gateways */
        record Done(List<OutboxStep> steps) implements HandOver {
            public Done {
                steps = List.copyOf(steps);
            }
        }

        /** Nothing has changed. */
        record Refused(String reason) implements HandOver {}
    }

    private Optional<String> refusal(
            List<ApplicationEntity> applications, String newOwner, Map<String, Boolean> owners) {
        if (!owners.getOrDefault(newOwner, false)) {
            return Optional.of("There is no active user '" + newOwner + "'.");
        }
        List<String> taken = applications.stream()
                .filter(application -> !application.owner().equals(newOwner))
                .map(ApplicationEntity::name)
                .filter(name -> repository.isNameTaken(name, newOwner))
                .toList();
        return taken.isEmpty()
                ? Optional.empty()
                : Optional.of(
                        "'" + newOwner + "' has applications of the same names already: " + String.join(", ", taken));
    }

    private static List<OutboxStep> handOver(List<ApplicationEntity> applications, String newOwner) {
        List<OutboxStep> steps = new ArrayList<>();
        for (ApplicationEntity application : applications) {
            application.handOver(newOwner);
            steps.add(ApplicationRecords.of(application, true));
        }
        return steps;
    }
}
