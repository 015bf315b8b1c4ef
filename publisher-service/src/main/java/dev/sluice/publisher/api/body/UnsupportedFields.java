package dev.sluice.publisher.api.body;

import dev.sluice.publisher.web.problem.Fields;
import java.util.List;

/**
 * What WSO2 offers and this version does not. A body that asks for it is refused: left out in silence, the API would let
 * through what its creator means to keep back.
 */
final class UnsupportedFields {
    static final String NO_LIMIT = "Unlimited";
    /** WSO2's word for a gateway that is not another vendor's. */
    static final String GATEWAY_TYPE = "wso2/synapse";

    private static final int MAX_TEXT = 255;
    private static final int MAX_LIST = 1_000;
    private static final List<String> ANYBODY = List.of("all");
    private static final List<String> POLICY_FLOWS = List.of("request", "response", "fault");

    private UnsupportedFields() {}

    static void check(Fields body) {
        checkKind(body);
        checkLimits(body);
        checkPolicies(body);
        if (body.flag("enableSchemaValidation", false)) {
            body.wrong("enableSchemaValidation", "must be false: this version checks no events against schemas");
        }
        if (!body.texts("audiences", ANYBODY, MAX_LIST, MAX_TEXT).stream().allMatch(ANYBODY::contains)) {
            body.wrong("audiences", "must be empty or [\"all\"]: this version checks no audience of tokens");
        }
    }

    private static void checkKind(Fields body) {
        if (!body.text("endpointImplementationType", "ENDPOINT", MAX_TEXT).equals("ENDPOINT")) {
            body.wrong("endpointImplementationType", "must be ENDPOINT: this version mocks no backends");
        }
        if (!body.text("gatewayType", GATEWAY_TYPE, MAX_TEXT).equals(GATEWAY_TYPE)) {
            body.wrong("gatewayType", "must be " + GATEWAY_TYPE + ", as WSO2 calls the usual one: there are no others");
        }
        if (body.object("monetization").flag("enabled", false)) {
            body.object("monetization").wrong("enabled", "must be false: this version bills nobody");
        }
    }

    private static void checkLimits(Fields body) {
        String policy = body.text("apiThrottlingPolicy", "", MAX_TEXT);
        if (!policy.isEmpty() && !policy.equalsIgnoreCase(NO_LIMIT)) {
            body.wrong("apiThrottlingPolicy", "must be Unlimited: this version has limits by business plan only");
        }
        Fields maxTps = body.object("maxTps");
        for (String keyType : List.of("production", "sandbox")) {
            if (maxTps.has(keyType)) {
                maxTps.wrong(keyType, "must be left out: a stream has no requests a second to a backend");
            }
        }
    }

    private static void checkPolicies(Fields body) {
        if (!body.objects("mediationPolicies", MAX_LIST).isEmpty()) {
            body.wrong("mediationPolicies", "must be empty: this version has no policies on events");
        }
        checkFlows(body.object("apiPolicies"));
        for (Fields operation : body.objects("operations", TopicsReader.MAX_TOPICS)) {
            checkFlows(operation.object("operationPolicies"));
        }
    }

    private static void checkFlows(Fields policies) {
        for (String flow : POLICY_FLOWS) {
            if (!policies.objects(flow, MAX_LIST).isEmpty()) {
                policies.wrong(flow, "must be empty: this version has no policies on events");
            }
        }
    }
}
