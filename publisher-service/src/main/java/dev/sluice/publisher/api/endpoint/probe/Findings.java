package dev.sluice.publisher.api.endpoint.probe;

/** What a backend has shown. */
record Findings(Sight sight, IdStyle ids, Resumption resumption) {
    static Findings withoutStream(Sight sight) {
        return new Findings(sight, IdStyle.UNKNOWN, Resumption.UNKNOWN);
    }
}
