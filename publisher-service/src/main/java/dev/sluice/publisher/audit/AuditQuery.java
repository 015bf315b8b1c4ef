package dev.sluice.publisher.audit;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Which entries are asked for; an empty text asks for all.
 *
 * @param from the first moment, {@code to} the first after the last one; {@code null} = without an end
 */
record AuditQuery(
        String user,
        String kind,
        String subjectId,
        String action,
        @Nullable Instant from,
        @Nullable Instant to) {
    /** What has to hold, as SQL; empty = nothing. */
    String where() {
        Map<String, String> conditions = new LinkedHashMap<>();
        conditions.put("user", "user_name = :user");
        conditions.put("kind", "kind = :kind");
        conditions.put("subject", "thing_id = :subject");
        conditions.put("action", "action = :action");
        conditions.put("from", "recorded_at >= :from");
        conditions.put("to", "recorded_at < :to");
        conditions.keySet().retainAll(parameters().keySet());
        return conditions.isEmpty()
                ? ""
                : conditions.values().stream().collect(Collectors.joining(" and ", " where ", ""));
    }

    Map<String, Object> parameters() {
        Map<String, Object> parameters = new LinkedHashMap<>();
        Map.of("user", user, "kind", kind, "subject", subjectId, "action", action)
                .forEach((name, value) -> {
                    if (!value.isEmpty()) {
                        parameters.put(name, value);
                    }
                });
        if (from != null) {
            parameters.put("from", from);
        }
        if (to != null) {
            parameters.put("to", to);
        }
        return parameters;
    }
}
