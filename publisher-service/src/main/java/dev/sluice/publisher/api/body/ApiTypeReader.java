package dev.sluice.publisher.api.body;

import dev.sluice.publisher.api.design.ApiType;
import dev.sluice.publisher.web.problem.Fields;

/** {@code type}: decided when an API is made. */
final class ApiTypeReader {
    private ApiTypeReader() {}

    /** Notes what is wrong with the type in a body; it need not be there. */
    static ApiType read(Fields body, ApiType expected) {
        String type = body.text("type", expected.name(), 32);
        if (type.equals(expected.name())) {
            return expected;
        }
        if (type.equals(ApiType.ASYNC.name())) {
            body.wrong("type", "must be SSE: an API of type ASYNC is made with POST /apis/import-asyncapi");
        } else if (expected == ApiType.ASYNC) {
            body.wrong("type", "must be ASYNC, which it stays; found " + type);
        } else {
            body.wrong(
                    "type", "must be SSE: Sluice manages streams of server-sent events, and no APIs of type " + type);
        }
        return expected;
    }
}
