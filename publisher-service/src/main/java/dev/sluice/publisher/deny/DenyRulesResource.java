package dev.sluice.publisher.deny;

import com.fasterxml.jackson.databind.JsonNode;
import dev.sluice.publisher.delivery.propagation.Outcome;
import dev.sluice.publisher.delivery.propagation.OutcomeAnswers;
import dev.sluice.publisher.web.access.RequiresScope;
import dev.sluice.publisher.web.access.Scope;
import dev.sluice.publisher.web.problem.ErrorBody;
import dev.sluice.publisher.web.problem.Fields;
import dev.sluice.publisher.web.problem.Refusal;
import dev.sluice.publisher.web.rest.Ids;
import dev.sluice.publisher.web.rest.PageRequest;
import dev.sluice.publisher.web.rest.Query;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PATCH;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.net.URI;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Deny rules, by WSO2's paths. */
@Path(DenyRulesResource.PATH)
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
class DenyRulesResource {
    static final String PATH = "/api/am/admin/v4/throttling";

    private static final int MAX_QUERY = 300;
    private static final String STATUS = "conditionStatus";

    private final DenyRules rules;
    private final DenySubjects subjects;
    private final OutcomeAnswers answers;

    DenyRulesResource(DenyRules rules, DenySubjects subjects, OutcomeAnswers answers) {
        this.rules = rules;
        this.subjects = subjects;
        this.answers = answers;
    }

    @GET
    @Path("/deny-policies")
    @RequiresScope({Scope.ADMIN, Scope.BL_VIEW})
    public Response list(@Context UriInfo uri) {
        Query query = Query.of(uri);
        PageRequest page = query.page();
        String part = query.text("query", MAX_QUERY);
        return query.errors().isEmpty()
                ? Response.ok(rules.list(part, page).map(DenyRuleBody::of)).build()
                : ErrorBody.response(Refusal.of(query.errors()));
    }

    @POST
    @Path("/deny-policies")
    @Consumes(MediaType.APPLICATION_JSON)
    @RequiresScope({Scope.ADMIN, Scope.BL_MANAGE})
    public Response create(@Nullable JsonNode body) {
        Fields fields = Fields.of(body);
        fields.skip("conditionId");
        boolean isOn = fields.flag(STATUS, true);
        Optional<DenyCondition> condition = ConditionReader.read(fields, subjects);
        if (condition.isEmpty() || !fields.errors().isEmpty()) {
            return ErrorBody.response(Refusal.of(fields.errors()));
        }
        Outcome<DenyRuleEntity> outcome = rules.create(condition.get(), isOn).withIgnored(fields.ignored());
        Response answer = answers.to(outcome, 201, DenyRuleBody::of);
        return outcome instanceof Outcome.Done<DenyRuleEntity> done
                ? Response.fromResponse(answer)
                        .location(
                                URI.create(PATH + "/deny-policy/" + done.value().id()))
                        .build()
                : answer;
    }

    @GET
    @Path("/deny-policy/{conditionId}")
    @RequiresScope({Scope.ADMIN, Scope.BL_VIEW})
    public Response get(@PathParam("conditionId") String conditionId) {
        return Ids.parse(conditionId)
                .flatMap(rules::find)
                .map(rule -> Response.ok(DenyRuleBody.of(rule)).build())
                .orElseGet(() -> unknown(conditionId));
    }

    /** Switches it on or off; nothing else of it changes. */
    @PATCH
    @Path("/deny-policy/{conditionId}")
    @Consumes(MediaType.APPLICATION_JSON)
    @RequiresScope({Scope.ADMIN, Scope.BL_MANAGE})
    public Response change(@PathParam("conditionId") String conditionId, @Nullable JsonNode body) {
        Fields fields = Fields.of(body);
        fields.fixed("conditionId", conditionId);
        boolean isOn = fields.flag(STATUS, true);
        if (!fields.has(STATUS)) {
            fields.wrong(STATUS, "is required");
        }
        if (!fields.errors().isEmpty()) {
            return ErrorBody.response(Refusal.of(fields.errors()));
        }
        return Ids.parse(conditionId)
                .map(id -> answers.to(rules.setEnabled(id, isOn).withIgnored(fields.ignored()), 200, DenyRuleBody::of))
                .orElseGet(() -> unknown(conditionId));
    }

    @DELETE
    @Path("/deny-policy/{conditionId}")
    @RequiresScope({Scope.ADMIN, Scope.BL_MANAGE})
    public Response delete(@PathParam("conditionId") String conditionId) {
        return Ids.parse(conditionId).map(id -> answers.empty(rules.delete(id))).orElseGet(() -> unknown(conditionId));
    }

    private Response unknown(String conditionId) {
        Outcome<DenyRuleEntity> none = DenyRules.unknown(conditionId);
        return answers.empty(none);
    }
}
