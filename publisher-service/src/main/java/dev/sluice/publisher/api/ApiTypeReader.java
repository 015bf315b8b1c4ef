package dev.sluice.publisher.api;

import dev.sluice.publisher.problem.Fields;

/** {@code type}: there is one. */
final class ApiTypeReader {
    static final String SSE = "SSE";

    private ApiTypeReader() {}

    static void check(Fields body) {
        String type = body.text("type", SSE, 32);
        if (!type.equals(SSE)) {
            body.wrong(
                    "type", "must be SSE: Sluice manages streams of server-sent events, and no APIs of type " + type);
        }
    }
}
