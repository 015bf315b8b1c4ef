package dev.sluice.publisher.developer.removal;

import dev.sluice.publisher.delivery.outbox.ControlOutbox;
import dev.sluice.publisher.delivery.outbox.OutboxStep;
import dev.sluice.publisher.developer.application.ApplicationEntity;
import dev.sluice.publisher.developer.application.ApplicationOwners;
import dev.sluice.publisher.developer.application.ApplicationOwners.HandOver;
import dev.sluice.publisher.developer.application.ApplicationRepository;
import dev.sluice.publisher.identity.user.ScimUser;
import dev.sluice.publisher.identity.user.UserAdministration;
import dev.sluice.publisher.identity.user.UserChange;
import dev.sluice.publisher.web.problem.ScimError;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.util.List;
import java.util.UUID;
import java.util.stream.Collectors;

/** Deletes a user; what happens to the applications that it owns has to be said. */
@ApplicationScoped
class UserRemoval {
    private static final int MAX_NAMED = 20;

    private final UserAdministration users;
    private final ApplicationRepository applications;
    private final ApplicationOwners owners;
    private final ApplicationRemoval removal;
    private final ControlOutbox outbox;

    UserRemoval(
            UserAdministration users,
            ApplicationRepository applications,
            ApplicationOwners owners,
            ApplicationRemoval removal,
            ControlOutbox outbox) {
        this.users = users;
        this.applications = applications;
        this.owners = owners;
        this.removal = removal;
        this.outbox = outbox;
    }

    /** What happens to the applications of a user who is deleted. */
    sealed interface Choice {
        /** Nothing was said: a user who owns one stays. */
        record None() implements Choice {}

        /** They go, too, with their keys and subscriptions. */
        record Delete() implements Choice {}

        /** They get another owner, and go on without a break. */
        record HandOverTo(String newOwner) implements Choice {}
    }

    @Transactional
    UserChange remove(UUID id, Choice choice) {
        return switch (users.lockToRemove(id)) {
            case UserChange.Refused refused -> refused;
            case UserChange.Done done -> remove(id, done.user(), choice);
        };
    }

    private UserChange remove(UUID id, ScimUser user, Choice choice) {
        List<ApplicationEntity> owned = applications.allOf(user.userName());
        return switch (choice) {
            case Choice.None _ when !owned.isEmpty() -> new UserChange.Refused(ScimError.IN_USE, ownsSome(owned));
            case Choice.None _, Choice.Delete _ ->
                gone(
                        id,
                        user,
                        owned.stream()
                                .flatMap(application -> removal.take(application.id()).stream())
                                .toList());
            case Choice.HandOverTo(String newOwner)
            when newOwner.equals(user.userName()) ->
                new UserChange.Refused(ScimError.INVALID_VALUE, "newOwner: is the user who is deleted");
            case Choice.HandOverTo(String newOwner) ->
                switch (owners.handOverAll(user.userName(), newOwner)) {
                    case HandOver.Done(List<OutboxStep> steps) -> gone(id, user, steps);
                    case HandOver.Refused(String reason) -> new UserChange.Refused(ScimError.IN_USE, reason);
                };
        };
    }

    private UserChange gone(UUID id, ScimUser user, List<OutboxStep> steps) {
        users.remove(id);
        return new UserChange.Done(user, steps.isEmpty() ? List.of() : outbox.append(steps));
    }

    private static String ownsSome(List<ApplicationEntity> owned) {
        String names =
                owned.stream().limit(MAX_NAMED).map(ApplicationEntity::name).collect(Collectors.joining(", "));
        return "The user owns " + owned.size() + " applications: " + names
                + (owned.size() > MAX_NAMED ? ", ..." : "")
                + ". Add applications=delete, or applications=handOver&newOwner=<a user>, or set active to false.";
    }
}
