package dev.sluice.gateway.request;

/** The header in which a proxy says for whom it asks. */
public enum ProxyHeader {
    X_FORWARDED_FOR("X-Forwarded-For"),
    /** RFC 7239. */
    FORWARDED("Forwarded");

    private final String headerName;

    ProxyHeader(String headerName) {
        this.headerName = headerName;
    }

    String headerName() {
        return headerName;
    }
}
