package dev.sluice.acceptance;

import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.EnvFromSource;
import io.fabric8.kubernetes.api.model.EnvVar;
import java.util.Map;
import java.util.TreeMap;

/** The environment that a service's container is started with. */
final class KubernetesSettings {
    /** The value of a variable that is a reference. */
    static final String REFERENCE = "(a reference)";

    private final Manifests manifests;

    KubernetesSettings(Manifests manifests) {
        this.manifests = manifests;
    }

    /** Returns variables and values of a service, in the order in which Kubernetes lets them count. */
    Map<String, String> of(String service) {
        Container container = manifests.service(service);
        Map<String, String> environment = new TreeMap<>();
        for (EnvFromSource source : container.getEnvFrom()) {
            ConfigMap map =
                    manifests.one(ConfigMap.class, source.getConfigMapRef().getName());
            if (map.getData() != null) {
                environment.putAll(map.getData());
            }
        }
        for (EnvVar variable : container.getEnv()) {
            environment.put(variable.getName(), variable.getValueFrom() == null ? variable.getValue() : REFERENCE);
        }
        return environment;
    }
}
