package dev.sluice.publisher.usage;

import dev.sluice.publisher.api.version.ViewerReader;
import dev.sluice.publisher.web.access.RequiresScope;
import dev.sluice.publisher.web.access.Scope;
import dev.sluice.publisher.web.problem.ErrorBody;
import dev.sluice.publisher.web.problem.PublisherProblem;
import dev.sluice.publisher.web.rest.Ids;
import dev.sluice.publisher.web.rest.PageRequest;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.SecurityContext;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;

/** {@code GET /subscriptions/{subscriptionId}/usage}: what a subscription was delivered in this month, for bills. */
@Path("/api/am/publisher/v4/subscriptions")
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
class SubscriptionUsageResource {
    private final UsageOwners owners;
    private final UsageReports reports;

    SubscriptionUsageResource(UsageOwners owners, UsageReports reports) {
        this.owners = owners;
        this.reports = reports;
    }

    /** WSO2's {@code APIMonetizationUsage}: texts by name. */
    record MonthBody(Map<String, String> properties) {}

    @GET
    @Path("/{subscriptionId}/usage")
    @RequiresScope({Scope.API_VIEW, Scope.SUBSCRIPTION_VIEW, Scope.SUBSCRIPTION_MANAGE})
    public Response ofThisMonth(@PathParam("subscriptionId") String subscriptionId, @Context SecurityContext user) {
        return Ids.parse(subscriptionId)
                .filter(id -> owners.maySeeSubscription(id, ViewerReader.read(user)))
                .map(id -> month(id, Instant.now()))
                .orElseGet(() -> ErrorBody.response(
                        PublisherProblem.SUBSCRIPTION_NOT_FOUND,
                        "The requested subscription with ID '" + subscriptionId + "' was not found."));
    }

    private Response month(UUID id, Instant now) {
        Instant from = now.atOffset(ZoneOffset.UTC)
                .truncatedTo(ChronoUnit.DAYS)
                .withDayOfMonth(1)
                .toInstant();
        Instant to = UsageInterval.DAY.up(now);
        UsageRequest request =
                new UsageRequest(from, to, UsageInterval.DAY, UsageGroup.NONE, false, new PageRequest(0, 1), Map.of());
        return UsageReportBody.answer(
                reports.report(new UsageScope.OfSubscription(id), request), report -> month(from, to, report.sum()));
    }

    private static MonthBody month(Instant from, Instant to, UsageCounts sum) {
        Map<String, String> properties = new LinkedHashMap<>();
        properties.put("from", from.toString());
        properties.put("to", to.toString());
        properties.put("deliveries", Long.toString(sum.deliveries()));
        properties.put("bytes", Long.toString(sum.bytes()));
        properties.put("replayed", Long.toString(sum.replayed()));
        properties.put("opened", Long.toString(sum.opened()));
        return new MonthBody(properties);
    }
}
