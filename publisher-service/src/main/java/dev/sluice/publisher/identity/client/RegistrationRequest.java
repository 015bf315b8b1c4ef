package dev.sluice.publisher.identity.client;

import dev.sluice.publisher.web.problem.FieldError;
import dev.sluice.publisher.web.problem.Fields;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/**
 * What WSO2's scripts send to register.
 *
 * @param owner    the user for whom the client is; it acts in the owner's name with {@code client_credentials}
 * @param grants   none asked for = all; those that we do not have are passed over
 * @param saasApp  of no meaning with one tenant, and shown as it was sent
 * @param errors   empty = it is right
 * @param ignored  paths of fields that mean nothing here
 */
record RegistrationRequest(
        String clientName,
        String owner,
        String callbackUrl,
        Set<GrantType> grants,
        boolean saasApp,
        List<FieldError> errors,
        List<String> ignored) {
    private static final int MAX_NAME = 100;
    private static final int MAX_URL = 512;

    RegistrationRequest {
        grants = Set.copyOf(grants);
        errors = List.copyOf(errors);
        ignored = List.copyOf(ignored);
    }

    /** @param caller the owner when none is named */
    static RegistrationRequest of(Fields fields, String caller) {
        String name = fields.required("clientName", MAX_NAME).strip();
        if (name.chars().anyMatch(Character::isISOControl)) {
            fields.wrong("clientName", "must not hold control characters");
        }
        String owner = fields.text("owner", caller, 64);
        String callbackUrl = fields.text("callbackUrl", "", MAX_URL);
        String asked = fields.text("grantType", "", 1_024);
        Set<GrantType> grants = asked.isBlank() ? EnumSet.allOf(GrantType.class) : GrantType.among(asked);
        if (grants.isEmpty()) {
            fields.wrong("grantType", "must hold one of " + GrantType.text(EnumSet.allOf(GrantType.class)));
        }
        boolean saasApp = fields.flag("saasApp", true);
        return new RegistrationRequest(name, owner, callbackUrl, grants, saasApp, fields.errors(), fields.ignored());
    }
}
