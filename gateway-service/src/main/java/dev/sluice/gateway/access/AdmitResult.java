package dev.sluice.gateway.access;

import dev.sluice.model.api.ApiAuth;
import dev.sluice.model.problem.Problem;
import org.jspecify.annotations.Nullable;

/** Whether a request may have its stream. */
public sealed interface AdmitResult {
    record Admitted(Grant grant) implements AdmitResult {}

    /**
     * 401 900902.
     *
     * @param wanted what to send
     */
    record MissingCredentials(String wanted) implements AdmitResult {
        static MissingCredentials of(ApiAuth auth) {
            String token = "Send a token: " + auth.authorizationHeader() + ": Bearer <token>";
            String key = auth.apiKeyHeader() + ": <key>";
            if (!auth.schemes().contains(ApiAuth.API_KEY)) {
                return new MissingCredentials(token + '.');
            }
            return new MissingCredentials(
                    auth.schemes().contains(ApiAuth.OAUTH2)
                            ? token + ", or an API key: " + key + '.'
                            : "Send an API key: " + key + '.');
        }
    }

    /**
     * 401 900901.
     *
     * @param why for the client; {@code null} = nothing that would help it
     */
    record InvalidCredentials(@Nullable String why) implements AdmitResult {
        public InvalidCredentials() {
            this(null);
        }

        /** Of an API key that was sent as a token is. */
        static InvalidCredentials ofKeyAsToken(ApiAuth auth) {
            return new InvalidCredentials(
                    auth.schemes().contains(ApiAuth.API_KEY)
                            ? "This is an API key, not a token: send it in the header " + auth.apiKeyHeader()
                                    + ", without 'Bearer'."
                            : "This is an API key, not a token, and the API takes no API keys.");
        }
    }

    /**
     * A record is missing here that may still come: read {@code sluice.access} to its present end and ask once more. While it
     * cannot be read: 503 101500.
     *
     * @param refusal what counts if it does not come
     */
    record NotYet(AdmitResult refusal) implements AdmitResult {}

    /** Returns what counts when there is no record that may still come. */
    default AdmitResult last() {
        return this instanceof NotYet(AdmitResult refusal) ? refusal : this;
    }

    /**
     * 403.
     *
     * @param problem says the code
     * @param why for the client
     */
    record Forbidden(Problem problem, String why) implements AdmitResult {
        /** 900908. */
        public Forbidden(String why) {
            this(Problem.FORBIDDEN, why);
        }
    }

    /**
     * The application has a subscription, and it does not open the API for these keys: 401.
     *
     * @param problem 900907 or 900909
     */
    record SubscriptionClosed(Problem problem) implements AdmitResult {}

    /** A deny rule keeps out what the credentials would open: 429 900805. */
    record Denied() implements AdmitResult {}

    /** It would be admitted, but the API is blocked: 503 700700. */
    record Blocked() implements AdmitResult {}
}
