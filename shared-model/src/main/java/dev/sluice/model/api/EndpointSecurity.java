package dev.sluice.model.api;

import dev.sluice.model.secret.SecretSeal;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * How the relay signs in at a backend. Each kind but {@link None} has one secret, here always sealed, in its
 * {@link EndpointPlace}. What is checked of a secret is checked before it is sealed.
 */
public sealed interface EndpointSecurity {
    EndpointSecurity NONE = new None();

    /** The secret of this kind; empty when there is none. */
    default Optional<Secret> secret() {
        return switch (this) {
            case None _ -> Optional.empty();
            case Basic(String _, String password) -> Optional.of(new Secret("password", password));
            case Bearer(String token) -> Optional.of(new Secret("token", token));
            case Header(String _, String value) -> Optional.of(new Secret("value", value));
            case ClientCredentials(String _, String _, String secret, List<String> _) ->
                Optional.of(new Secret("clientSecret", secret));
        };
    }

    /** The same with another secret. */
    default EndpointSecurity withSecret(String sealed) {
        return switch (this) {
            case None none -> none;
            case Basic(String username, String _) -> new Basic(username, sealed);
            case Bearer _ -> new Bearer(sealed);
            case Header(String name, String _) -> new Header(name, sealed);
            case ClientCredentials(String tokenUrl, String clientId, String _, List<String> scopes) ->
                new ClientCredentials(tokenUrl, clientId, sealed, scopes);
        };
    }

    /**
     * A sealed secret.
     *
     * @param field its name in the record, and in its {@link EndpointPlace}
     */
    record Secret(String field, String sealed) {}

    /** Without credentials. */
    record None() implements EndpointSecurity {}

    /**
     * {@code Authorization: Basic}, RFC 7617, in UTF-8.
     *
     * @param username without colon and control characters
     */
    record Basic(String username, String password) implements EndpointSecurity {
        private static final Pattern USERNAME = Pattern.compile("[^:\\p{Cntrl}]{1,255}");
        private static final Pattern PASSWORD = Pattern.compile("[^\\p{Cntrl}]+");

        public Basic {
            require(isUsername(username), "username");
            requireSealed(password, "password");
        }

        public static boolean isUsername(String text) {
            return USERNAME.matcher(text).matches();
        }

        /** Returns whether this may be sealed as a password. */
        public static boolean isPassword(String text) {
            return PASSWORD.matcher(text).matches();
        }
    }

    /** {@code Authorization: Bearer}, RFC 6750. */
    record Bearer(String token) implements EndpointSecurity {
        private static final Pattern TOKEN = Pattern.compile("[A-Za-z0-9._~+/-]+=*");

        public Bearer {
            requireSealed(token, "token");
        }

        /** Returns whether this may be sealed as a token. */
        public static boolean isToken(String text) {
            return TOKEN.matcher(text).matches();
        }
    }

    /**
     * A header of its own, such as {@code X-API-Key}.
     *
     * @param name RFC 9110, 5.1; none of those that decide how a request is read or that the relay sets itself
     */
    record Header(String name, String value) implements EndpointSecurity {
        private static final Pattern NAME = Pattern.compile("[A-Za-z0-9!#$%&'*+.^_`|~-]{1,100}");
        /** RFC 9110, 5.5, without bytes above ASCII. */
        private static final Pattern VALUE = Pattern.compile("[!-~](?:[ -~\\t]*[!-~])?");

        private static final Set<String> TAKEN = Set.of(
                "host",
                "content-length",
                "content-encoding",
                "content-type",
                "transfer-encoding",
                "connection",
                "keep-alive",
                "proxy-connection",
                "proxy-authenticate",
                "proxy-authorization",
                "te",
                "trailer",
                "upgrade",
                "http2-settings",
                "expect",
                "range",
                "accept",
                "accept-encoding",
                "cache-control",
                "last-event-id");

        public Header {
            require(isName(name), "name");
            requireSealed(value, "value");
        }

        public static boolean isName(String text) {
            return NAME.matcher(text).matches() && !TAKEN.contains(text.toLowerCase(Locale.ROOT));
        }

        /** Returns whether this may be sealed as a value. */
        public static boolean isValue(String text) {
            return VALUE.matcher(text).matches();
        }
    }

    /**
     * A token by OAuth 2 client credentials, RFC 6749, 4.4; sent as {@link Bearer} is.
     *
     * @param tokenUrl http or https
     * @param scopes asked for; empty = those that the token endpoint thinks fit
     */
    record ClientCredentials(String tokenUrl, String clientId, String clientSecret, List<String> scopes)
            implements EndpointSecurity {
        private static final Pattern CLIENT = Pattern.compile("[ -~]{1,1000}");
        private static final Pattern SCOPE = Pattern.compile("[!#-\\[\\]-~]{1,255}");
        private static final Pattern URL = Pattern.compile("(?i)https?://[!-~]{1,2000}");

        public ClientCredentials {
            scopes = scopes == null ? List.of() : List.copyOf(scopes);
            require(isTokenUrl(tokenUrl), "tokenUrl");
            require(isClient(clientId), "clientId");
            require(scopes.stream().allMatch(ClientCredentials::isScope), "scopes");
            requireSealed(clientSecret, "clientSecret");
        }

        public static boolean isTokenUrl(String text) {
            return URL.matcher(text).matches();
        }

        /** Returns whether this may be an id, or be sealed as a secret. */
        public static boolean isClient(String text) {
            return CLIENT.matcher(text).matches();
        }

        public static boolean isScope(String text) {
            return SCOPE.matcher(text).matches();
        }
    }

    private static void require(boolean isRight, String field) {
        if (!isRight) {
            throw new IllegalArgumentException("endpoint security has a wrong " + field);
        }
    }

    private static void requireSealed(String text, String field) {
        require(SecretSeal.isSealed(text), field + ": it is not sealed");
    }
}
