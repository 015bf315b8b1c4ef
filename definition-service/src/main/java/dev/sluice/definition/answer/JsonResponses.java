package dev.sluice.definition.answer;

import dev.sluice.model.definition.Finding;
import dev.sluice.model.definition.Finding.Severity;
import dev.sluice.model.definition.Findings;
import dev.sluice.model.wire.Wire;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.List;

/** Bodies of answers: a record in JSON; of a refusal, always {@link Findings}. */
public final class JsonResponses {
    public static final int UNPROCESSABLE = 422;

    private JsonResponses() {}

    public static Response json(int status, Object record) {
        return Response.status(status)
                .type(MediaType.APPLICATION_JSON_TYPE)
                .entity(Wire.write(record))
                .build();
    }

    public static Response unknownFormat() {
        return refusal(400, "format", "format must be yaml or json");
    }

    /** One finding about the request itself. */
    public static Response refusal(int status, String rule, String message) {
        return json(status, new Findings(false, null, List.of(new Finding(Severity.ERROR, rule, message, "", 0, 0))));
    }
}
