package dev.sluice.publisher.oauth;

import dev.sluice.publisher.api.design.ApiScope;
import dev.sluice.publisher.api.version.ApiEntity;
import dev.sluice.publisher.api.version.Viewer;
import dev.sluice.publisher.developer.application.ApplicationRepository;
import dev.sluice.publisher.developer.key.Client;
import dev.sluice.publisher.developer.subscription.SubscriptionRepository;
import dev.sluice.publisher.identity.user.Users;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The scopes that topics ask for. An application is given those that it asks for, that an API it is subscribed to has, and
 * that the roles of its owner allow (RFC 6749, 3.3: fewer than were asked for is no error).
 */
@ApplicationScoped
class TopicScopes {
    private final SubscriptionRepository subscriptions;
    private final ApplicationRepository applications;
    private final Users users;

    TopicScopes(SubscriptionRepository subscriptions, ApplicationRepository applications, Users users) {
        this.subscriptions = subscriptions;
        this.applications = applications;
        this.users = users;
    }

    /** @param asked names with blanks between them */
    @Transactional
    List<String> grant(Client client, String asked) {
        List<String> names = Stream.of(asked.split(" ", -1))
                .filter(name -> !name.isEmpty())
                .distinct()
                .toList();
        if (names.isEmpty()) {
            return List.of();
        }
        Set<String> grantable = applications
                .ownerOf(client.consumerKey())
                .flatMap(users::active)
                .map(owner -> grantable(client, Viewer.of(owner)))
                .orElse(Set.of());
        return names.stream().filter(grantable::contains).toList();
    }

    private Set<String> grantable(Client client, Viewer owner) {
        return subscriptions.apisOf(client.consumerKey()).stream()
                .map(ApiEntity::design)
                .flatMap(design -> design.scopes().stream())
                .filter(owner::mayBeGiven)
                .map(ApiScope::name)
                .collect(Collectors.toSet());
    }
}
