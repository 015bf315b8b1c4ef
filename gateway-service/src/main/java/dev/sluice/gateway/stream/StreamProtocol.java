package dev.sluice.gateway.stream;

/** What a stream comes by: a closed list, for counting. */
public enum StreamProtocol {
    HTTP1("http1"),
    HTTP2("http2");

    private final String wireName;

    StreamProtocol(String wireName) {
        this.wireName = wireName;
    }

    public String wireName() {
        return wireName;
    }
}
