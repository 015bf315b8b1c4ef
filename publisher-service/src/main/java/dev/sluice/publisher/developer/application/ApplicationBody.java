package dev.sluice.publisher.developer.application;

import dev.sluice.publisher.developer.key.ApplicationKeyBody;
import java.util.List;

/** An application as the REST API shows it. */
record ApplicationBody(
        String applicationId,
        String name,
        String throttlingPolicy,
        String description,
        String tokenType,
        String status,
        String owner,
        boolean hashEnabled,
        List<ApplicationKeyBody> keys) {
    static ApplicationBody of(ApplicationWithKeys found) {
        ApplicationEntity application = found.application();
        return new ApplicationBody(
                application.id().toString(),
                application.name(),
                application.policy(),
                application.description(),
                "JWT",
                Applications.STATUS,
                application.owner(),
                true,
                found.keys().stream().map(ApplicationKeyBody::of).toList());
    }
}
