package dev.sluice.publisher.api.body;

import dev.sluice.model.api.LifecycleState;
import dev.sluice.publisher.api.version.ApiEntity;
import dev.sluice.publisher.web.problem.Fields;
import java.util.List;

/** What a body of an API shows and does not decide: another value than what is there is not used, and named in the answer. */
public final class FixedFields {
    private static final String CONTEXT = "context";
    /** Times of the past: a script sends them back as it read them, and does not mean to change them. */
    private static final List<String> TIMES = List.of("createdTime", "lastUpdatedTime", "lastUpdatedTimestamp");

    private FixedFields() {}

    /** @param provider who creates it */
    public static void ofNew(Fields body, String provider) {
        body.fixed("provider", provider);
        body.fixed("lifeCycleStatus", LifecycleState.CREATED.name());
        ofEvery(body);
    }

    /** Its name, context and version, too: they never change in the life of an API. */
    public static void of(Fields body, ApiEntity api) {
        body.fixed("id", api.id().toString());
        body.fixed("name", api.name());
        body.fixed("version", api.version());
        body.fixed("provider", api.provider());
        body.fixed("lifeCycleStatus", api.state().name());
        String context = body.text(CONTEXT, api.context(), Integer.MAX_VALUE);
        if (!context.equals(api.context()) && !('/' + context).equals(api.context())) {
            body.ignore(CONTEXT);
        }
        ofEvery(body);
    }

    private static void ofEvery(Fields body) {
        body.fixed("isRevision", false);
        body.fixed("hasThumbnail", false);
        TIMES.forEach(body::skip);
    }
}
