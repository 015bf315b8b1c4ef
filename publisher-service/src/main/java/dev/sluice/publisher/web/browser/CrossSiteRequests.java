package dev.sluice.publisher.web.browser;

import dev.sluice.publisher.web.problem.ErrorBody;
import dev.sluice.publisher.web.problem.PublisherProblem;
import io.vertx.core.http.HttpServerRequest;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.core.Response;
import java.util.Optional;
import org.jboss.resteasy.reactive.server.ServerRequestFilter;

/** Refuses, before anybody signs in, what another site's page makes a user's browser send; on every route. */
@ApplicationScoped
class CrossSiteRequests {
    private final Origins origins;

    CrossSiteRequests(Origins origins) {
        this.origins = origins;
    }

    @ServerRequestFilter(preMatching = true)
    public Optional<Response> refuse(HttpServerRequest request) {
        return origins.fault(request)
                .map(fault -> ErrorBody.response(
                        PublisherProblem.FOREIGN_ORIGIN, "The request comes from a page of another site. " + fault));
    }
}
