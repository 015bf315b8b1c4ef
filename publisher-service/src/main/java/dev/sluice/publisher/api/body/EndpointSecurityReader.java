package dev.sluice.publisher.api.body;

import dev.sluice.model.api.EndpointSecurity;
import dev.sluice.model.api.EndpointSecurity.Basic;
import dev.sluice.model.api.EndpointSecurity.Bearer;
import dev.sluice.model.api.EndpointSecurity.ClientCredentials;
import dev.sluice.model.api.EndpointSecurity.Header;
import dev.sluice.model.api.KeyType;
import dev.sluice.publisher.secret.ApiSecrets;
import dev.sluice.publisher.web.problem.Fields;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/**
 * {@code endpointConfig.endpoint_security.production} or {@code .sandbox}, in WSO2's words; {@code BEARER} is ours. A secret
 * that is left out, empty, or only stars is the one so far, unless it would now go to another host: a user that may change an
 * API shall not learn its secrets by that.
 */
final class EndpointSecurityReader {
    static final String GRANT = "CLIENT_CREDENTIALS";
    static final String IN_HEADER = "HEADER";

    private static final int MAX_TEXT = EndpointsReader.MAX_URL;
    private static final int MAX_SECRET = 8_192;
    private static final int MAX_SCOPES = 50;
    private static final Pattern HIDDEN = Pattern.compile("\\**");
    private static final String CLIENT_SHAPE = "must have at most 1000 characters of printable ASCII";

    private final Fields fields;
    private final KeyType keyType;
    private final ApiSecrets secrets;
    private final Former known;

    /** @param known what this endpoint has been */
    EndpointSecurityReader(Fields fields, KeyType keyType, ApiSecrets secrets, Former known) {
        this.fields = fields;
        this.keyType = keyType;
        this.secrets = secrets;
        this.known = known;
    }

    /** An endpoint so far. */
    record Former(String url, EndpointSecurity security) {
        static final Former NOTHING = new Former("", EndpointSecurity.NONE);
    }

    /** @param url of the backend, as it will be; {@code NONE} too when something is wrong, which is noted */
    EndpointSecurity read(String url) {
        String type = fields.text("type", "", 64).toUpperCase(Locale.ROOT);
        boolean isNone = type.isEmpty() || type.equals("NONE");
        if (!fields.flag("enabled", !isNone)) {
            return EndpointSecurity.NONE;
        }
        return switch (type) {
            case "BASIC" -> basic(url);
            case "BEARER" -> bearer(url);
            case "APIKEY" -> header(url);
            case "OAUTH" -> clientCredentials(url);
            default -> {
                fields.wrong("type", "must be BASIC, BEARER, APIKEY or OAUTH while it is enabled, else NONE");
                yield EndpointSecurity.NONE;
            }
        };
    }

    private EndpointSecurity basic(String url) {
        Optional<String> username = text(
                "username", Basic::isUsername, "must have at most 255 characters, no colon and no control characters");
        Optional<String> password = secret(
                new FieldRule("password", "password", Basic::isPassword, "must have no control characters"),
                known.security() instanceof Basic,
                isSameHost(known.url(), url));
        return username.flatMap(name -> password.<EndpointSecurity>map(locked -> new Basic(name, locked)))
                .orElse(EndpointSecurity.NONE);
    }

    private EndpointSecurity bearer(String url) {
        return secret(
                        new FieldRule("token", "token", Bearer::isToken, "must be a token of RFC 6750, without Bearer"),
                        known.security() instanceof Bearer,
                        isSameHost(known.url(), url))
                .<EndpointSecurity>map(Bearer::new)
                .orElse(EndpointSecurity.NONE);
    }

    private EndpointSecurity header(String url) {
        if (!fields.text("apiKeyIdentifierType", IN_HEADER, 64).equalsIgnoreCase(IN_HEADER)) {
            fields.wrong("apiKeyIdentifierType", "must be HEADER: what is in a query is in logs, too");
        }
        Optional<String> name = text(
                "apiKeyIdentifier",
                Header::isName,
                "must be the name of a header, and of none that the relay sets itself: at most 100 characters");
        Optional<String> value = secret(
                new FieldRule(
                        "apiKeyValue", "value", Header::isValue, "must be printable ASCII without blanks at its ends"),
                known.security() instanceof Header,
                isSameHost(known.url(), url));
        return name.flatMap(header -> value.<EndpointSecurity>map(locked -> new Header(header, locked)))
                .orElse(EndpointSecurity.NONE);
    }

    private EndpointSecurity clientCredentials(String url) {
        if (!fields.text("grantType", GRANT, 64).equalsIgnoreCase(GRANT)) {
            fields.wrong("grantType", "must be " + GRANT);
        }
        if (!fields.members("customParameters", MAX_SCOPES).isEmpty()) {
            fields.wrong("customParameters", "must be empty: name scopes in scopes");
        }
        String tokenUrl = text(
                        "tokenUrl", ClientCredentials::isTokenUrl, "must begin with http:// or https://, in ASCII")
                .orElse("");
        EndpointsReader.check(fields, "tokenUrl", tokenUrl, true);
        Optional<String> clientId = text("clientId", ClientCredentials::isClient, CLIENT_SHAPE);
        List<String> scopes = scopes();
        Optional<String> secret = secret(
                new FieldRule("clientSecret", "clientSecret", ClientCredentials::isClient, CLIENT_SHAPE),
                known.security() instanceof ClientCredentials,
                isSameHost(known.url(), url)
                        && known.security() instanceof ClientCredentials before
                        && isSameHost(before.tokenUrl(), tokenUrl));
        if (tokenUrl.isEmpty() || clientId.isEmpty() || secret.isEmpty()) {
            return EndpointSecurity.NONE;
        }
        return new ClientCredentials(tokenUrl, clientId.get(), secret.get(), scopes);
    }

    private List<String> scopes() {
        List<String> scopes = fields.texts("scopes", List.of(), MAX_SCOPES, 255);
        if (!scopes.stream().allMatch(ClientCredentials::isScope)) {
            fields.wrong(
                    "scopes", "must hold scopes of RFC 6749: printable ASCII without blanks, quotes and backslashes");
        }
        return scopes.stream().filter(ClientCredentials::isScope).toList();
    }

    private Optional<String> text(String field, Predicate<String> isRight, String must) {
        String text = fields.required(field, MAX_TEXT);
        if (text.isBlank() || isRight.test(text)) {
            return Optional.of(text).filter(isRight);
        }
        fields.wrong(field, must);
        return Optional.empty();
    }

    /**
     * A secret of a body.
     *
     * @param name in the body
     * @param field in the record
     */
    private record FieldRule(String name, String field, Predicate<String> isRight, String must) {}

    /** Sealed; empty when it is wrong, which is noted. */
    private Optional<String> secret(FieldRule asked, boolean isKnown, boolean isSameHost) {
        String given = fields.text(asked.name(), EndpointSecurityBody.HIDDEN, MAX_SECRET);
        if (HIDDEN.matcher(given).matches()) {
            return kept(asked.name(), isKnown, isSameHost);
        }
        if (!asked.isRight().test(given)) {
            fields.wrong(asked.name(), asked.must());
            return Optional.empty();
        }
        Optional<String> sealed = secrets.seal(keyType, asked.field(), given);
        if (sealed.isEmpty()) {
            fields.wrong(
                    asked.name(),
                    "cannot be stored: this publisher has no key to seal it with. Set sluice.secrets.key-file");
        }
        return sealed;
    }

    private Optional<String> kept(String name, boolean isKnown, boolean isSameHost) {
        if (!isKnown) {
            fields.wrong(name, "is required");
            return Optional.empty();
        }
        if (!isSameHost) {
            fields.wrong(name, "must be given anew: it would go to another host than before");
            return Optional.empty();
        }
        return known.security().secret().map(EndpointSecurity.Secret::sealed);
    }

    /** Returns whether two URLs have the same scheme, host and port. */
    private static boolean isSameHost(String before, String now) {
        return before.equals(now) || origin(before).equals(origin(now));
    }

    private static String origin(String url) {
        try {
            URI uri = new URI(url);
            return (uri.getScheme() + "://" + uri.getRawAuthority()).toLowerCase(Locale.ROOT);
        } catch (URISyntaxException broken) {
            return url;
        }
    }
}
