package dev.sluice.publisher.audit;

import dev.sluice.publisher.web.access.RequiresScope;
import dev.sluice.publisher.web.access.Scope;
import dev.sluice.publisher.web.problem.ErrorBody;
import dev.sluice.publisher.web.problem.Refusal;
import dev.sluice.publisher.web.rest.PageRequest;
import dev.sluice.publisher.web.rest.Query;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import org.jspecify.annotations.Nullable;

/** {@code /audit} of the admin REST API: who changed what. */
@Path("/api/am/admin/v4")
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
class AuditResource {
    private static final int MAX_WORD = 64;
    private static final int MAX_ID = 128;
    private static final Instant LATEST = Instant.parse("9999-12-31T23:59:59Z");

    private final AuditSearch search;

    AuditResource(AuditSearch search) {
        this.search = search;
    }

    @GET
    @Path("/audit")
    @RequiresScope(Scope.ADMIN)
    public Response list(@Context UriInfo uri) {
        Query query = Query.of(uri);
        AuditQuery asked = new AuditQuery(
                query.text("user", MAX_WORD),
                query.text("kind", MAX_WORD),
                query.text("subjectId", MAX_ID),
                query.text("action", MAX_WORD),
                time(query, "from"),
                time(query, "to"));
        PageRequest page = query.page();
        if (!query.errors().isEmpty()) {
            return ErrorBody.response(Refusal.of(query.errors()));
        }
        return Response.ok(search.page(asked, page, query.kept("user", "kind", "subjectId", "action", "from", "to"))
                        .map(AuditEntryBody::of))
                .build();
    }

    private static @Nullable Instant time(Query query, String name) {
        String text = query.text(name, MAX_WORD);
        if (text.isEmpty()) {
            return null;
        }
        try {
            Instant time = OffsetDateTime.parse(text).toInstant();
            if (time.isAfter(LATEST) || time.isBefore(Instant.EPOCH)) {
                query.wrong(name, "must be a time from 1970 to 9999");
                return null;
            }
            return time;
        } catch (DateTimeParseException none) {
            query.wrong(name, "must be a time such as 2026-11-30T04:00:00Z");
            return null;
        }
    }
}
