package dev.sluice.publisher.api.body;

import dev.sluice.model.api.EndpointSecurity;
import dev.sluice.model.api.KeyType;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * {@code endpointConfig.endpoint_security} as creators see it: in the place of each secret {@value #HIDDEN}, which sent back
 * keeps the secret.
 */
final class EndpointSecurityBody {
    static final String HIDDEN = "";

    private EndpointSecurityBody() {}

    /** By {@code production} and {@code sandbox}. */
    static Map<String, Map<String, Object>> of(Map<KeyType, EndpointSecurity> security) {
        Map<String, Map<String, Object>> body = new LinkedHashMap<>();
        for (KeyType keyType : KeyType.values()) {
            EndpointSecurity ofType = security.get(keyType);
            if (ofType != null) {
                body.put(keyType.name().toLowerCase(Locale.ROOT), of(ofType));
            }
        }
        return body;
    }

    private static Map<String, Object> of(EndpointSecurity security) {
        return switch (security) {
            case EndpointSecurity.None _ -> Map.of("enabled", false, "type", "NONE");
            case EndpointSecurity.Basic(String username, String _) ->
                fields("BASIC", "username", username, "password", HIDDEN);
            case EndpointSecurity.Bearer _ -> fields("BEARER", "token", HIDDEN);
            case EndpointSecurity.Header(String name, String _) ->
                fields(
                        "APIKEY",
                        "apiKeyIdentifier",
                        name,
                        "apiKeyIdentifierType",
                        EndpointSecurityReader.IN_HEADER,
                        "apiKeyValue",
                        HIDDEN);
            case EndpointSecurity.ClientCredentials(String tokenUrl, String clientId, String _, List<String> scopes) ->
                fields(
                        "OAUTH",
                        "grantType",
                        EndpointSecurityReader.GRANT,
                        "tokenUrl",
                        tokenUrl,
                        "clientId",
                        clientId,
                        "clientSecret",
                        HIDDEN,
                        "scopes",
                        scopes);
        };
    }

    /** @param rest names and values by turns */
    private static Map<String, Object> fields(String type, Object... rest) {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("enabled", true);
        fields.put("type", type);
        for (int i = 0; i < rest.length; i += 2) {
            fields.put(rest[i].toString(), rest[i + 1]);
        }
        return fields;
    }
}
