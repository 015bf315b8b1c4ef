package dev.sluice.publisher.edit;

import dev.sluice.publisher.api.ApiEntity;
import dev.sluice.publisher.problem.Fields;

/** What never changes in the life of an API: a body may leave it out, or say what is there. */
final class FixedFields {
    private static final int MAX_LENGTH = 255;

    private FixedFields() {}

    static void check(Fields body, ApiEntity api) {
        check(body, "name", api.name());
        check(body, "version", api.version());
        check(body, "provider", api.provider());
        String context = body.text("context", api.context(), MAX_LENGTH);
        if (!context.equals(api.context()) && !('/' + context).equals(api.context())) {
            refuse(body, "context", api.context());
        }
    }

    private static void check(Fields body, String field, String value) {
        if (!body.text(field, value, MAX_LENGTH).equals(value)) {
            refuse(body, field, value);
        }
    }

    private static void refuse(Fields body, String field, String value) {
        body.wrong(
                field,
                "cannot be changed: it is '" + value + "'. Make a new version with POST /apis/copy-api, or a new API");
    }
}
