package dev.sluice.publisher.api.registry;

import dev.sluice.publisher.api.body.ApiNameReader;
import dev.sluice.publisher.api.body.DesignReader;
import dev.sluice.publisher.api.body.FixedFields;
import dev.sluice.publisher.api.design.ApiName;
import dev.sluice.publisher.api.design.ApiType;
import dev.sluice.publisher.api.design.Design;
import dev.sluice.publisher.api.endpoint.EndpointRules;
import dev.sluice.publisher.api.scope.ScopeDirectory;
import dev.sluice.publisher.api.version.ApiEntity;
import dev.sluice.publisher.api.version.ApiRepository;
import dev.sluice.publisher.delivery.propagation.Outcome;
import dev.sluice.publisher.identity.user.Users;
import dev.sluice.publisher.plan.Plans;
import dev.sluice.publisher.secret.StoredSecrets;
import dev.sluice.publisher.web.problem.Fields;
import dev.sluice.publisher.web.problem.PublisherProblem;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** The managed APIs. */
@ApplicationScoped
public class Apis {
    private final ApiRepository repository;
    private final StoredSecrets secrets;
    private final EndpointRules endpoints;
    private final Plans plans;
    private final Users users;
    private final ScopeDirectory scopes;

    Apis(
            ApiRepository repository,
            StoredSecrets secrets,
            EndpointRules endpoints,
            Plans plans,
            Users users,
            ScopeDirectory scopes) {
        this.repository = repository;
        this.secrets = secrets;
        this.endpoints = endpoints;
        this.plans = plans;
        this.users = users;
        this.scopes = scopes;
    }

    /** Creates an API in state CREATED; names and exposed paths are taken one request at a time. */
    @Transactional
    public Outcome<ApiEntity> create(Fields fields, String provider) {
        return create(fields, ApiType.SSE, provider);
    }

    /** Creates one of this type. */
    @Transactional
    public Outcome<ApiEntity> create(Fields fields, ApiType type, String provider) {
        ApiName name = ApiNameReader.read(fields);
        FixedFields.ofNew(fields, provider);
        UUID id = UUID.randomUUID();
        repository.lockNames();
        Design design = DesignReader.read(fields, type, secrets.ofApi(id), scopes::shared);
        endpoints.check(fields, design);
        boolean isDefault = fields.flag("isDefaultVersion", false);
        if (!fields.errors().isEmpty()) {
            return Outcome.refused(fields.errors());
        }
        plans.offer(fields, design.policies(), List.of(), users.rolesOf(provider));
        if (!fields.errors().isEmpty()) {
            return Outcome.refused(fields.errors());
        }
        if (repository.isNameTaken(name.name())) {
            return Outcome.refused(
                    PublisherProblem.API_NAME_TAKEN, "An API with name '" + name.name() + "' already exists");
        }
        if (repository.isContextTaken(name.context()) || repository.isPathTaken(name, isDefault)) {
            return pathTaken(name);
        }
        ApiEntity api = new ApiEntity(id, name, provider, design, isDefault);
        repository.persist(api);
        return Outcome.done(api).withIgnored(fields.ignored());
    }

    /** The refusal of an API that would be found where another one is. */
    public static <T> Outcome<T> pathTaken(ApiName name) {
        return Outcome.refused(
                PublisherProblem.API_CONTEXT_TAKEN,
                "An API with context '" + name.context() + "' or at '" + name.basePath() + "' already exists");
    }

    @Transactional
    public Optional<ApiEntity> find(UUID id) {
        return repository.findByIdOptional(id);
    }
}
