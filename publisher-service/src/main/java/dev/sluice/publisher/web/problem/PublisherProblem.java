package dev.sluice.publisher.web.problem;

/** The refusals of the REST APIs, with the codes that WSO2's users know where there is one, else the HTTP status. */
public enum PublisherProblem {
    BAD_REQUEST(400, 400, "Bad Request"),
    INVALID_CREDENTIALS(401, 900901, "Invalid Credentials"),
    UNAUTHENTICATED(401, 900902, "Missing Credentials"),
    CHANGE_OUT_OF_SCOPE(401, 900910, "The credentials do not allow this request"),
    READ_OUT_OF_SCOPE(403, 900910, "The credentials do not allow this request"),
    PASSWORD_TO_BE_CHANGED(403, 403, "The password must be changed first"),
    TOO_MANY_FAILURES(429, 429, "Too Many Requests"),
    FOREIGN_ORIGIN(403, 403, "Forbidden"),
    NO_SUCH_ROUTE(404, 404, "Not Found"),
    METHOD_NOT_ALLOWED(405, 405, "Method Not Allowed"),
    NOT_ACCEPTABLE(406, 406, "Not Acceptable"),
    PRECONDITION_FAILED(412, 412, "Precondition Failed"),
    BODY_TOO_LARGE(413, 413, "Content Too Large"),
    UNSUPPORTED_MEDIA_TYPE(415, 415, "Unsupported Media Type"),
    INTERNAL(500, 500, "Internal Server Error"),
    DEFINITION_SERVICE_AWAY(503, 503, "Service Unavailable"),
    DATABASE_AWAY(503, 503, "Service Unavailable"),
    KAFKA_AWAY(503, 503, "Service Unavailable"),
    SECRET_LOCKED(503, 503, "Service Unavailable"),
    FETCHES_BUSY(503, 503, "Service Unavailable"),
    PROBES_BUSY(503, 503, "Service Unavailable"),
    REPORTS_BUSY(503, 503, "Service Unavailable"),
    REPORT_TOO_LONG(503, 503, "Service Unavailable"),

    CLIENT_NOT_FOUND(404, 404, "Client not found"),
    API_NAME_TAKEN(409, 900250, "The API name already exists."),
    API_CONTEXT_TAKEN(409, 900251, "The API context already exists."),
    API_VERSION_TAKEN(409, 900252, "The API version already exists."),
    APPLICATION_NAME_TAKEN(409, 900301, "The application already exists."),
    APPLICATION_NOT_FOUND(404, 900307, "Application not found"),
    API_NOT_FOUND(404, 900308, "API Not Found"),
    SUBSCRIPTION_NOT_FOUND(404, 900310, "Subscription not found"),
    WEBHOOK_NOT_FOUND(404, 404, "Webhook not found"),
    TOO_MANY_WEBHOOKS(409, 409, "Too many webhooks"),
    WEBHOOK_TEST_WAITS(409, 409, "A test of the webhook waits"),
    API_NOT_SUBSCRIBABLE(400, 900318, "The API cannot be subscribed to"),
    NO_READ_PERMISSION(403, 900340, "No permissions to read API."),
    SUBSCRIPTION_STATE(409, 409, "The state of the subscription does not allow it"),
    SUBSCRIPTION_EXISTS(409, 900336, "Subscription already exists"),
    NO_ENDPOINT(400, 900346, "The API has no endpoint"),
    REVISION_NOT_FOUND(404, 900347, "API Revision Not Found"),
    REVISION_DEPLOYED(400, 900348, "Can not delete API Revision"),
    TOO_MANY_REVISIONS(400, 900351, "Can not create API Revision"),
    DEPLOYMENT_NOT_FOUND(404, 900356, "Existing Deployment Not Found"),
    ACTION_NOT_ALLOWED(400, 900381, "Unsupported state change action"),
    UNKNOWN_ENVIRONMENT(400, 900504, "Invalid Gateway Environment"),
    UNKNOWN_VHOST(400, 900512, "Invalid virtual host name provided"),
    API_RETIRED(400, 400, "The API is retired"),
    NO_TEST_KEY(503, 503, "No key can be made now"),
    OWNER_NOT_CHANGED(409, 409, "The owner cannot be changed"),
    API_HAS_SUBSCRIPTIONS(409, 409, "The API has subscriptions"),
    ENVIRONMENT_NOT_FOUND(404, 404, "Environment not found"),
    SCOPE_NOT_FOUND(404, 404, "Shared scope not found"),
    SCOPE_NAME_TAKEN(409, 409, "The scope name already exists"),
    SCOPE_IN_USE(409, 409, "The shared scope is in use"),
    KEYS_NOT_FOUND(404, 404, "Application keys not found"),
    KEY_MANAGER_NOT_FOUND(404, 404, "Key manager not found"),
    KEY_MANAGER_EXISTS(409, 409, "The key manager already exists"),
    KEYS_MAPPED(400, 400, "The keys are of another key manager"),
    KEYS_EXIST(409, 409, "Keys already exist"),
    API_KEY_NOT_FOUND(404, 404, "API key not found"),
    API_KEY_NOT_OFFERED(400, 400, "The API takes no API keys"),
    TOO_MANY_API_KEYS(409, 409, "Too many API keys"),
    NOT_SUBSCRIBED(400, 400, "The application is not subscribed to the API"),
    PUBLISH_WITHOUT_ENDPOINT(409, 409, "An API needs an endpoint to be published"),
    PLAN_LEVEL_NOT_FOUND(404, 404, "Throttling policies not found"),
    PLAN_NOT_FOUND(404, 404, "Throttling policy not found"),
    PLAN_NAME_TAKEN(409, 409, "The throttling policy already exists"),
    PLAN_IN_USE(409, 409, "The throttling policy is in use"),
    PLAN_NOT_ALLOWED(403, 403, "The plan may not be chosen"),
    PLAN_NOT_OFFERED(400, 400, "The API does not offer this plan"),
    DENY_RULE_NOT_FOUND(404, 404, "Deny policy not found"),
    DENY_RULE_EXISTS(409, 409, "The deny policy already exists"),
    TOO_MANY_DENY_RULES(409, 409, "Too many deny policies"),
    PUBLISH_WITHOUT_PLAN(400, 903224, "An API needs a business plan to be published"),
    THIRD_PARTY(400, 903225, "A third-party API cannot be deployed");

    private final int status;
    private final int code;
    private final String message;

    PublisherProblem(int status, int code, String message) {
        this.status = status;
        this.code = code;
        this.message = message;
    }

    public int status() {
        return status;
    }

    int code() {
        return code;
    }

    String message() {
        return message;
    }
}
