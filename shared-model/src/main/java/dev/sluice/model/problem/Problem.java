package dev.sluice.model.problem;

/** The refusals of the data plane, with the codes that WSO2's users know. */
public enum Problem {
    INVALID_CREDENTIALS(401, "900901", "Invalid Credentials", "The token is not valid, or it has expired."),
    MISSING_CREDENTIALS(401, "900902", "Missing Credentials", "Send a token: Authorization: Bearer <token>."),
    SUBSCRIPTION_BLOCKED(401, "900907", "Subscription blocked", "The subscription to this API is blocked."),
    SUBSCRIPTION_INACTIVE(
            401,
            "900909",
            "Subscription inactive",
            "The subscription to this API is not approved yet, or was rejected."),
    FORBIDDEN(
            403,
            "900908",
            "Resource forbidden",
            "This application is not subscribed to the API, or has no right to it."),
    MISSING_SCOPE(403, "900910", "Missing Scope", "The token has none of the scopes that this topic asks for."),
    NO_ENDPOINT(403, "900901", "No Endpoint", "The API has no endpoint for keys of this type."),
    NO_TICKETS(404, "404", "Not Found", "This gateway issues no stream tickets: it has no key that signs them."),
    NO_SUCH_TOPIC(404, "900906", "No such topic", "The API has no topic at this path."),
    NO_SUCH_API(404, "404", "Not Found", "No API is deployed at this path."),
    BACKEND_NOT_FOUND(404, "101504", "Backend says not found", "The backend has no stream at this path."),
    BACKEND_REFUSED(502, "101503", "Backend refuses", "The backend refuses the stream."),
    METHOD_NOT_ALLOWED(405, "405", "Method Not Allowed", "Use GET."),
    NOT_ACCEPTABLE(406, "406", "Not Acceptable", "A topic is a stream of events: accept text/event-stream."),
    REQUEST_TIMEOUT(408, "408", "Request Timeout", "The request was not whole in time."),
    BAD_REQUEST(400, "400", "Bad Request", "The request cannot be understood."),
    BODY_TOO_LARGE(413, "413", "Content Too Large", "The body is too large."),
    URI_TOO_LONG(414, "414", "URI Too Long", "Path and query are too long."),
    TOO_MANY_CONNECTIONS(429, "429", "Too Many Connections", "Your address has as many connections as it may have."),
    TOO_MANY_CHANNELS_OF_APPLICATION(
            429,
            "429",
            "Too Many Channels",
            "The application has as many channels of this API as it may have here; leave one, or try again."),
    QUOTA_OF_API(
            429, "900800", "Message throttled out", "The plan of this API has no event left for you in this window."),
    QUOTA_OF_APPLICATION(
            429,
            "900803",
            "Message throttled out",
            "The plan of the application has nothing left in this window, or as many connections as it may have."),
    QUOTA_OF_SUBSCRIPTION(
            429,
            "900804",
            "Message throttled out",
            "The plan of the subscription has nothing left in this window, or as many connections as it may have."),
    DENIED(429, "900805", "Message blocked", "A rule of this installation denies this request."),
    HEADERS_TOO_LARGE(431, "431", "Request Header Fields Too Large", "The headers are too large."),
    API_BLOCKED(503, "700700", "API blocked", "This API is blocked for now."),
    NOT_READY(503, "101500", "Not ready", "This gateway cannot serve now; try again."),
    OVERLOADED(503, "101500", "Overloaded", "This gateway serves as many clients as it can; try again."),
    TOO_MANY_CHANNELS(503, "101500", "Too Many Channels", "As many channels are open as may be; try again."),
    VERSION_NOT_SUPPORTED(505, "505", "HTTP Version Not Supported", "Use HTTP/1.1.");

    private final int status;
    private final String code;
    private final String message;
    private final String description;

    Problem(int status, String code, String message, String description) {
        this.status = status;
        this.code = code;
        this.message = message;
        this.description = description;
    }

    public int status() {
        return status;
    }

    public String code() {
        return code;
    }

    public String message() {
        return message;
    }

    public String description() {
        return description;
    }
}
