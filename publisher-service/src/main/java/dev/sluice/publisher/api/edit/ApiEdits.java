package dev.sluice.publisher.api.edit;

import dev.sluice.publisher.api.body.ApiNameReader;
import dev.sluice.publisher.api.body.DesignReader;
import dev.sluice.publisher.api.body.FixedFields;
import dev.sluice.publisher.api.deployment.DefaultVersions;
import dev.sluice.publisher.api.deployment.Deployments;
import dev.sluice.publisher.api.design.Design;
import dev.sluice.publisher.api.endpoint.EndpointRules;
import dev.sluice.publisher.api.registry.Apis;
import dev.sluice.publisher.api.scope.ScopeDirectory;
import dev.sluice.publisher.api.version.ApiEntity;
import dev.sluice.publisher.api.version.ApiRefusals;
import dev.sluice.publisher.api.version.ApiRepository;
import dev.sluice.publisher.delivery.propagation.Outcome;
import dev.sluice.publisher.plan.Plans;
import dev.sluice.publisher.secret.StoredSecrets;
import dev.sluice.publisher.web.problem.Fields;
import dev.sluice.publisher.web.rest.EntityTags;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.util.Collection;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Changes an API's design. Gateways learn of it with the next revision that is deployed, except of which version is the
 * default one: that is no part of a revision and takes effect at once.
 */
@ApplicationScoped
public class ApiEdits {
    private final ApiRepository apis;
    private final DefaultVersions defaults;
    private final Deployments deployments;
    private final StoredSecrets secrets;
    private final EndpointRules endpoints;
    private final Plans plans;
    private final ScopeDirectory scopes;

    ApiEdits(
            ApiRepository apis,
            DefaultVersions defaults,
            Deployments deployments,
            StoredSecrets secrets,
            EndpointRules endpoints,
            Plans plans,
            ScopeDirectory scopes) {
        this.apis = apis;
        this.defaults = defaults;
        this.deployments = deployments;
        this.secrets = secrets;
        this.endpoints = endpoints;
        this.plans = plans;
        this.scopes = scopes;
    }

    /**
     * Puts the body in the place of the design.
     *
     * @param ifMatch {@code null} = whatever edition it is
     * @param roles of the user, who may offer the API under their plans
     */
    @Transactional
    public Outcome<ApiEntity> replace(UUID id, @Nullable String ifMatch, Fields fields, Collection<String> roles) {
        ApiEntity api = apis.lockWithNames(id).orElse(null);
        if (api == null) {
            return ApiRefusals.refusedAsUnknown(id);
        }
        if (!EntityTags.permits(ifMatch, api.entityTag())) {
            return ApiRefusals.refusedAsChanged(api);
        }
        FixedFields.of(fields, api);
        Design design = DesignReader.read(fields, api.design(), secrets.ofApi(id), scopes::shared);
        endpoints.check(fields, design);
        plans.offer(fields, design.policies(), api.design().policies(), roles);
        boolean isDefault = fields.flag("isDefaultVersion", false);
        checkPaths(fields, api, isDefault);
        if (!fields.errors().isEmpty()) {
            return Outcome.refused(fields.errors());
        }
        if (isDefault && apis.isPathTaken(api.fullName(), true)) {
            return Apis.pathTaken(api.fullName());
        }
        api.redesign(design);
        defaults.setDefault(api, isDefault);
        return Outcome.done(api, deployments.renew(defaults.settle(api))).withIgnored(fields.ignored());
    }

    private static void checkPaths(Fields fields, ApiEntity api, boolean isDefault) {
        Optional<String> wrong = ApiNameReader.wrongPaths(api.fullName(), isDefault);
        wrong.ifPresent(reason -> fields.wrong("isDefaultVersion", "context " + api.context() + ' ' + reason));
    }

    /** Puts the topics of the body in the place of those that are there. */
    @Transactional
    public Outcome<ApiEntity> replaceTopics(UUID id, @Nullable String ifMatch, Fields fields) {
        ApiEntity api = apis.lock(id).orElse(null);
        if (api == null) {
            return ApiRefusals.refusedAsUnknown(id);
        }
        if (!EntityTags.permits(ifMatch, api.entityTag())) {
            return ApiRefusals.refusedAsChanged(api);
        }
        fields.skip("count");
        fields.skip("pagination");
        Design.Topics topics = DesignReader.readTopics(fields, api.design());
        if (topics.list().isEmpty() && fields.errors().isEmpty()) {
            fields.wrong("list", "must have a topic: an API without any serves nothing");
        }
        if (!fields.errors().isEmpty()) {
            return Outcome.refused(fields.errors());
        }
        api.redesign(api.design().withTopics(topics));
        return Outcome.done(api).withIgnored(fields.ignored());
    }
}
