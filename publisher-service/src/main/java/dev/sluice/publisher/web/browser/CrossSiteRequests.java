package dev.sluice.publisher.web.browser;

import dev.sluice.publisher.web.problem.ErrorBody;
import dev.sluice.publisher.web.problem.PublisherProblem;
import io.quarkus.runtime.StartupEvent;
import io.vertx.core.http.HttpServerRequest;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import java.util.List;
import java.util.Optional;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.resteasy.reactive.server.ServerRequestFilter;

/** Refuses, before anybody signs in, what another site's page makes a user's browser send; on every route. */
@ApplicationScoped
class CrossSiteRequests {
    private static final String ORIGIN = "Origin";
    private static final String FETCH_SITE = "Sec-Fetch-Site";

    private final OriginRule rule;

    CrossSiteRequests(@ConfigProperty(name = OriginRule.KEY) Optional<List<String>> origins) {
        this.rule = new OriginRule(origins.orElse(List.of()));
    }

    /** Makes a wrong setting known at the start, not at the first request. */
    void start(@Observes StartupEvent start) {}

    @ServerRequestFilter(preMatching = true)
    public Optional<Response> refuse(ContainerRequestContext context, HttpServerRequest request) {
        return rule.fault(new OriginRule.Sender(
                        context.getMethod(),
                        request.scheme() + "://" + request.authority(),
                        context.getHeaderString(HttpHeaders.AUTHORIZATION),
                        request.headers().getAll(ORIGIN),
                        request.headers().getAll(FETCH_SITE)))
                .map(fault -> ErrorBody.response(
                        PublisherProblem.FOREIGN_ORIGIN, "The request comes from a page of another site. " + fault));
    }
}
