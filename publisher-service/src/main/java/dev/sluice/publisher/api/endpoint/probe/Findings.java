package dev.sluice.publisher.api.endpoint.probe;

/** What a backend has shown. */
record Findings(ProbeResult result, IdStyle ids, Resumption resumption) {
    static Findings withoutStream(ProbeResult result) {
        return new Findings(result, IdStyle.UNKNOWN, Resumption.UNKNOWN);
    }
}
