package dev.sluice.publisher.api.deployment;

import dev.sluice.publisher.web.problem.Fields;
import dev.sluice.publisher.web.problem.StorableText;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;

/**
 * A change of what developers see of a deployment.
 *
 * @param asked the id in the path: the environment's name, plain or, as WSO2's scripts write it, in base64url
 */
record DeploymentChange(String asked, Fields fields) {
    private static final int MAX_LENGTH = 255;
    /** What gateways say of it. */
    private static final List<String> COUNTED = List.of(
            "status", "deployedTime", "liveGatewayCount", "deployedGatewayCount", "failedGatewayCount", "streaming");

    /** Names that may be meant, the likelier one first. */
    List<String> environments() {
        try {
            String decoded = new String(Base64.getUrlDecoder().decode(asked), StandardCharsets.UTF_8);
            return StorableText.is(decoded) ? List.of(asked, decoded) : List.of(asked);
        } catch (IllegalArgumentException plain) {
            return List.of(asked);
        }
    }

    /** Returns whether developers shall see it; what else the body says has to be what is there. */
    boolean display(DeploymentEntity deployment) {
        check("name", deployment.environment());
        check("vhost", deployment.vhost());
        check("revisionUuid", deployment.revisionId().toString());
        COUNTED.forEach(fields::skip);
        return fields.flag("displayOnDevportal", deployment.isDisplayedOnDevportal());
    }

    private void check(String field, String value) {
        if (!fields.text(field, value, MAX_LENGTH).equals(value)) {
            fields.wrong(field, "cannot be changed here: it is '" + value + "'. Deploy a revision instead");
        }
    }
}
