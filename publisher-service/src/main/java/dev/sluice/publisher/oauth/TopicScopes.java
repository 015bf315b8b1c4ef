package dev.sluice.publisher.oauth;

import dev.sluice.publisher.api.design.ApiScope;
import dev.sluice.publisher.api.scope.ScopeDirectory;
import dev.sluice.publisher.api.version.ApiEntity;
import dev.sluice.publisher.api.version.Viewer;
import dev.sluice.publisher.developer.application.ApplicationRepository;
import dev.sluice.publisher.developer.key.Client;
import dev.sluice.publisher.developer.subscription.SubscriptionRepository;
import dev.sluice.publisher.identity.user.Users;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;

/**
 * The scopes that topics ask for. An application is given those that it asks for, that are shared or of an API that it can
 * open, and that the roles of its owner allow (RFC 6749, 3.3: fewer than were asked for is no error). In a token a scope is
 * its name alone: where several APIs have one of that name, such as the versions of one, the roles of each have to allow it.
 */
@ApplicationScoped
class TopicScopes {
    /** Of one request; what is asked for beyond is not given. */
    private static final int MAX_ASKED = 200;

    private final SubscriptionRepository subscriptions;
    private final ApplicationRepository applications;
    private final ScopeDirectory scopes;
    private final Users users;

    TopicScopes(
            SubscriptionRepository subscriptions,
            ApplicationRepository applications,
            ScopeDirectory scopes,
            Users users) {
        this.subscriptions = subscriptions;
        this.applications = applications;
        this.scopes = scopes;
        this.users = users;
    }

    /** @param asked names with blanks between them */
    @Transactional
    List<String> grant(Client client, String asked) {
        List<String> names = Stream.of(asked.split(" ", -1))
                .filter(name -> !name.isEmpty())
                .distinct()
                .limit(MAX_ASKED)
                .toList();
        if (names.isEmpty()) {
            return List.of();
        }
        Optional<Viewer> owner = applications
                .ownerOf(client.consumerKey())
                .flatMap(users::active)
                .map(Viewer::of);
        if (owner.isEmpty()) {
            return List.of();
        }
        Set<UUID> subscribed = new HashSet<>(subscriptions.apisOf(client.consumerKey()));
        return names.stream()
                .filter(name -> isGrantable(name, owner.get(), subscribed))
                .toList();
    }

    private boolean isGrantable(String name, Viewer owner, Set<UUID> subscribed) {
        Optional<ApiScope> shared = scopes.shared(name);
        if (shared.isPresent()) {
            return owner.mayBeGiven(shared.get());
        }
        List<ApiEntity> apis = scopes.apisWith(name);
        return apis.stream().anyMatch(api -> subscribed.contains(api.id()) || isOpenTo(owner, api))
                && apis.stream()
                        .flatMap(api -> api.design().scopes().stream())
                        .filter(scope -> scope.name().equals(name))
                        .allMatch(owner::mayBeGiven);
    }

    private static boolean isOpenTo(Viewer owner, ApiEntity api) {
        return !api.design().needsSubscription() && owner.maySee(api);
    }
}
