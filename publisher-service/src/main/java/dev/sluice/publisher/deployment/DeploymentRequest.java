package dev.sluice.publisher.deployment;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.sluice.publisher.problem.Fields;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** One entry of a deploy body: which environment, under which host name. */
record DeploymentRequest(String environment, String vhost, boolean displayOnDevportal) {
    private static final int MAX_DEPLOYMENTS = 20;
    private static final String LIST = "deployments";

    /** The entries of a body; what is wrong is noted in {@code fields}. */
    static List<DeploymentRequest> read(Fields fields) {
        List<DeploymentRequest> requests = new ArrayList<>();
        for (Fields entry : fields.objects(LIST, MAX_DEPLOYMENTS)) {
            requests.add(new DeploymentRequest(
                    entry.required("name", 255), entry.text("vhost", "", 255), entry.flag("displayOnDevportal", true)));
        }
        if (requests.isEmpty()) {
            fields.wrong(LIST, "must have at least one");
        }
        return requests;
    }

    /** The body is a bare list; its fields are named as if it stood under {@code deployments}. */
    static Fields fields(@Nullable JsonNode body) {
        return Fields.of(JsonNodeFactory.instance.objectNode().set(LIST, body));
    }
}
