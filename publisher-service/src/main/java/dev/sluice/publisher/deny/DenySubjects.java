package dev.sluice.publisher.deny;

import dev.sluice.publisher.api.version.ApiRepository;
import dev.sluice.publisher.developer.application.ApplicationRepository;
import dev.sluice.publisher.identity.user.Users;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.util.Optional;

/** What rules may name: APIs, applications and users that are there now. A rule outlives what it names. */
@ApplicationScoped
class DenySubjects {
    private final ApiRepository apis;
    private final ApplicationRepository applications;
    private final Users users;

    DenySubjects(ApiRepository apis, ApplicationRepository applications, Users users) {
        this.apis = apis;
        this.applications = applications;
        this.users = users;
    }

    /**
     * What is meant.
     *
     * @param text as it is shown
     * @param value what gateways compare
     */
    record Subject(String text, String value) {}

    @Transactional
    Optional<Subject> api(String basePath) {
        return apis.hasBasePath(basePath) ? Optional.of(new Subject(basePath, basePath)) : Optional.empty();
    }

    /** @param text {@code <owner>:<name>} */
    @Transactional
    Optional<Subject> application(String text) {
        int colon = text.indexOf(':');
        return colon < 0
                ? Optional.empty()
                : applications
                        .named(text.substring(0, colon), text.substring(colon + 1))
                        .map(found -> new Subject(
                                found.owner() + ':' + found.name(), found.id().toString()));
    }

    @Transactional
    Optional<Subject> user(String name) {
        return users.stored(name).map(found -> {
            String exact = found.account().name();
            return new Subject(exact, exact);
        });
    }
}
