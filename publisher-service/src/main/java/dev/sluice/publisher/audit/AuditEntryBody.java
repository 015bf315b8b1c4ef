package dev.sluice.publisher.audit;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonRawValue;
import org.jspecify.annotations.Nullable;

/** An entry of the audit log; a state that there was not is left out. */
@JsonInclude(JsonInclude.Include.NON_NULL)
record AuditEntryBody(
        String id,
        String time,
        String user,
        String address,
        String requestId,
        String kind,
        String subjectId,
        String name,
        String action,
        @JsonRawValue @Nullable String before,
        @JsonRawValue @Nullable String after) {
    static AuditEntryBody of(AuditEntry entry) {
        return new AuditEntryBody(
                Long.toString(entry.id()),
                entry.at().toString(),
                entry.user(),
                entry.address(),
                entry.requestId(),
                entry.kind(),
                entry.subjectId(),
                entry.name(),
                entry.action(),
                entry.before(),
                entry.after());
    }
}
