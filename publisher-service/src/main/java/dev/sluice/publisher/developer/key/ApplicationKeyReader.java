package dev.sluice.publisher.developer.key;

import dev.sluice.publisher.web.problem.Fields;
import java.util.List;
import java.util.Optional;

/** What bodies say about the keys of an application. */
final class ApplicationKeyReader {
    static final String GRANT_TYPE = "client_credentials";
    static final String KEY_MANAGER = "Resident Key Manager";
    static final String STATE = "APPROVED";
    static final String MODE = "CREATED";
    /** Of keys of a foreign issuer. */
    static final String MAPPED = "MAPPED";

    static final String LIFETIME_PROPERTY = "application_access_token_expiry_time";

    private static final int MAX_GRANTS = 20;
    private static final int MAX_TEXT = 100;
    private static final String LIFETIME = "validityTime";
    private static final String PROPERTIES = "additionalProperties";

    private ApplicationKeyReader() {}

    /** Notes other grants than the one that there is. */
    static void checkGrants(Fields body, String field, boolean isRequired) {
        List<String> asked = body.texts(field, isRequired ? List.of() : List.of(GRANT_TYPE), MAX_GRANTS, MAX_TEXT);
        List<String> others =
                asked.stream().filter(grant -> !grant.equals(GRANT_TYPE)).toList();
        if (!others.isEmpty()) {
            body.wrong(field, "has " + others + ": applications get tokens by " + GRANT_TYPE + " only");
        } else if (asked.isEmpty()) {
            body.wrong(field, "must hold " + GRANT_TYPE);
        }
    }

    static void checkKeyManager(Fields body) {
        if (!body.text("keyManager", KEY_MANAGER, MAX_TEXT).equals(KEY_MANAGER)) {
            body.wrong("keyManager", "must be " + KEY_MANAGER + ": keys of others are made there, and mapped");
        }
    }

    /** As {@code validityTime}, or as WSO2's newer scripts send it among the properties; the first one counts. */
    static Optional<TokenLifetime> lifetime(Fields body) {
        Optional<TokenLifetime> plain = TokenLifetime.read(body, LIFETIME);
        Fields properties = body.object(PROPERTIES);
        Optional<TokenLifetime> property = TokenLifetime.read(properties, LIFETIME_PROPERTY);
        if (plain.isPresent() && !plain.equals(property)) {
            properties.ignore(LIFETIME_PROPERTY);
        }
        return plain.or(() -> property);
    }
}
