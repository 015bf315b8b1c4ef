package dev.sluice.acceptance;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URI;

/** The sample backend's side of a test: what it has seen, and what it shall send. */
final class Backend {
    private final URI base;

    Backend(TestSystem system) {
        this.base = system.backendOfTests();
    }

    /** Sends one event to the present connections of a path such as {@code quiet/a}; returns how many there were. */
    int publish(String path, String data) {
        JsonNode answer =
                Portal.expect(200, Rest.send("POST", base.resolve("/publish/" + path), null, data, "text/plain"));
        return answer.get("connections").asInt();
    }

    int openConnections(String path) {
        return of(path, "open");
    }

    int connectionsEver(String path) {
        return of(path, "opened");
    }

    private int of(String path, String figure) {
        JsonNode stats = Portal.expect(200, Rest.send("GET", base.resolve("/stats"), null, null));
        JsonNode row = stats.path("paths").path(path);
        return row.path(figure).asInt(0);
    }
}
