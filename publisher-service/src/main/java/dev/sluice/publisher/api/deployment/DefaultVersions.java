package dev.sluice.publisher.api.deployment;

import dev.sluice.model.api.LifecycleState;
import dev.sluice.publisher.api.version.ApiEntity;
import dev.sluice.publisher.api.version.ApiRepository;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/**
 * Which version of an API the gateways find without a version in the path: the default version, but until that is deployed
 * and out of state CREATED the version that was it before. So clients of the path never meet a version that is not up yet.
 */
@ApplicationScoped
public class DefaultVersions {
    private static final Set<LifecycleState> NOT_UP = EnumSet.of(LifecycleState.CREATED, LifecycleState.RETIRED);

    private final ApiRepository apis;
    private final DeploymentRepository deployments;

    DefaultVersions(ApiRepository apis, DeploymentRepository deployments) {
        this.apis = apis;
        this.deployments = deployments;
    }

    /** Takes the flag from the other versions, or away; {@link #settle} follows. The caller holds the names' lock. */
    @Transactional(Transactional.TxType.MANDATORY)
    public void setDefault(ApiEntity api, boolean isDefault) {
        if (isDefault && !api.isDefaultVersion()) {
            apis.lockOtherVersions(api).forEach(other -> other.setDefaultVersion(false));
            // Two at once would be one too many for the database, even for a moment.
            apis.flush();
        }
        api.setDefaultVersion(isDefault);
    }

    /**
     * Brings what gateways find to what is meant, after a change of this API.
     *
     * @return the versions of which the gateways have to be told, this one perhaps among them
     */
    @Transactional(Transactional.TxType.MANDATORY)
    public List<ApiEntity> settle(ApiEntity api) {
        List<ApiEntity> others = apis.lockOtherVersions(api);
        List<ApiEntity> told = new ArrayList<>();
        if (api.isDefaultVersion()) {
            if (!api.servesDefault() && isUp(api)) {
                others.forEach(other -> stop(other, told));
                apis.flush();
                api.setServesDefault(true);
                told.add(api);
            }
        } else if (others.stream().noneMatch(ApiEntity::isDefaultVersion)) {
            others.forEach(other -> stop(other, told));
            stop(api, told);
        }
        return told;
    }

    private boolean isUp(ApiEntity api) {
        return !NOT_UP.contains(api.state()) && !deployments.ofApi(api.id()).isEmpty();
    }

    private static void stop(ApiEntity api, List<ApiEntity> told) {
        if (api.servesDefault()) {
            api.setServesDefault(false);
            told.add(api);
        }
    }
}
