package dev.sluice.publisher.api.edit;

import dev.sluice.model.api.EndpointSecurity;
import dev.sluice.model.api.KeyType;
import dev.sluice.model.secret.UnopenableSecretException;
import dev.sluice.publisher.api.body.ApiNameReader;
import dev.sluice.publisher.api.deployment.DefaultVersions;
import dev.sluice.publisher.api.design.ApiName;
import dev.sluice.publisher.api.registry.Apis;
import dev.sluice.publisher.api.version.ApiEntity;
import dev.sluice.publisher.api.version.ApiRefusals;
import dev.sluice.publisher.api.version.ApiRepository;
import dev.sluice.publisher.delivery.propagation.Outcome;
import dev.sluice.publisher.secret.ApiSecrets;
import dev.sluice.publisher.secret.StoredSecrets;
import dev.sluice.publisher.web.problem.FieldError;
import dev.sluice.publisher.web.problem.PublisherProblem;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** The versions of an API. */
@ApplicationScoped
class Versions {
    private final ApiRepository apis;
    private final DefaultVersions defaults;
    private final StoredSecrets secrets;

    Versions(ApiRepository apis, DefaultVersions defaults, StoredSecrets secrets) {
        this.apis = apis;
        this.defaults = defaults;
        this.secrets = secrets;
    }

    /** Makes a new version with the design of another, in state CREATED; subscriptions follow when it is published. */
    @Transactional
    Outcome<ApiEntity> copy(UUID id, String newVersion, boolean isDefault) {
        Optional<String> wrong = ApiNameReader.wrongVersion(newVersion);
        if (wrong.isPresent()) {
            return Outcome.refused(List.of(new FieldError("newVersion", wrong.get())));
        }
        ApiEntity original = apis.lockWithNames(id).orElse(null);
        if (original == null) {
            return ApiRefusals.refusedAsUnknown(id);
        }
        ApiName name = original.fullName().in(newVersion);
        if (apis.isVersionTaken(name)) {
            return Outcome.refused(
                    PublisherProblem.API_VERSION_TAKEN,
                    "An API with version '" + newVersion + "' already exists for API '" + name.name() + "'");
        }
        Optional<String> wrongPath = ApiNameReader.wrongPaths(name, isDefault);
        if (wrongPath.isPresent()) {
            String reason = "context " + name.context() + ' ' + wrongPath.get();
            return Outcome.refused(List.of(new FieldError("newVersion", reason)));
        }
        if (original.design().isThirdParty()) {
            return Outcome.refused(
                    PublisherProblem.THIRD_PARTY,
                    "Another version of a third-party API has a document of its own: import that.");
        }
        if (apis.isPathTaken(name, isDefault)) {
            return Apis.pathTaken(name);
        }
        ApiEntity copy;
        try {
            copy = copyOf(original, name);
        } catch (UnopenableSecretException locked) {
            return Outcome.refused(
                    PublisherProblem.SECRET_LOCKED,
                    "The secret that the relay signs in with at the backend cannot be copied: " + locked.getMessage());
        }
        apis.persist(copy);
        apis.flush();
        defaults.setDefault(copy, isDefault);
        return Outcome.done(copy);
    }

    /** Its secrets are sealed anew: those of one API open for no other. */
    private ApiEntity copyOf(ApiEntity original, ApiName name) {
        UUID id = UUID.randomUUID();
        ApiSecrets before = secrets.ofApi(original.id());
        Map<KeyType, EndpointSecurity> security = new EnumMap<>(KeyType.class);
        original.design()
                .endpointSecurity()
                .forEach((keyType, ofType) ->
                        security.put(keyType, secrets.ofApi(id).takeOver(before, keyType, ofType)));
        return new ApiEntity(id, name, original.provider(), original.design().withEndpointSecurity(security), false);
    }
}
