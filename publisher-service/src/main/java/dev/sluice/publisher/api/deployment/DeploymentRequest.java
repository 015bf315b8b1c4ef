package dev.sluice.publisher.api.deployment;

import dev.sluice.publisher.web.problem.Fields;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * One entry of a deploy body: which environment, under which host name.
 *
 * @param vhost empty = the environment's first
 */
record DeploymentRequest(String environment, String vhost, boolean displayOnDevportal) {
    private static final int MAX_DEPLOYMENTS = 20;
    static final String LIST = "deployments";

    /** The entries of a body; what is wrong is noted in {@code fields}. */
    static List<DeploymentRequest> read(Fields fields) {
        List<DeploymentRequest> requests = new ArrayList<>();
        Set<String> environments = new HashSet<>();
        for (Fields entry : fields.objects(LIST, MAX_DEPLOYMENTS)) {
            String environment = entry.required("name", 255);
            if (!environments.add(environment)) {
                entry.wrong("name", "is there twice: " + environment);
            }
            requests.add(new DeploymentRequest(
                    environment, entry.text("vhost", "", 255), entry.flag("displayOnDevportal", true)));
        }
        if (requests.isEmpty()) {
            fields.wrong(LIST, "must have at least one");
        }
        return requests;
    }
}
