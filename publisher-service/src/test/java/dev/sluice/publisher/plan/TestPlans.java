package dev.sluice.publisher.plan;

import dev.sluice.publisher.Requests;
import io.restassured.response.ValidatableResponse;
import java.util.LinkedHashMap;
import java.util.Map;

/** Plans that a test makes. */
public final class TestPlans {
    public static final String PATH = "/api/am/admin/v4/throttling/policies/";

    private TestPlans() {}

    /** The body of one of so many events a day. */
    public static Map<String, Object> body(String level, String name, long events) {
        boolean isOfApplication = level.equals("application");
        String count = isOfApplication ? "requestCount" : "eventCount";
        return new LinkedHashMap<>(Map.of(
                "policyName",
                name,
                "defaultLimit",
                Map.of(
                        "type",
                        isOfApplication ? "REQUESTCOUNTLIMIT" : "EVENTCOUNTLIMIT",
                        count,
                        Map.of(count, events, "timeUnit", "days", "unitTime", 1))));
    }

    /** The same with one more field. */
    public static Map<String, Object> with(Map<String, Object> body, String field, Object value) {
        Map<String, Object> changed = new LinkedHashMap<>(body);
        changed.put(field, value);
        return changed;
    }

    public static ValidatableResponse create(Requests requests, String level, Map<String, Object> body) {
        return requests.asAdmin().body(body).post(PATH + level).then();
    }

    /** A fresh one of so many events a day; its name. */
    public static String created(Requests requests, String level, long events) {
        String name = Requests.freshName();
        create(requests, level, body(level, name, events)).statusCode(201);
        return name;
    }
}
