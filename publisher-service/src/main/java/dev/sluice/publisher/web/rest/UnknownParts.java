package dev.sluice.publisher.web.rest;

import dev.sluice.publisher.web.problem.IgnoredFields;
import jakarta.ws.rs.container.ContainerResponseContext;
import jakarta.ws.rs.container.ResourceInfo;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import org.jboss.resteasy.reactive.RestForm;
import org.jboss.resteasy.reactive.server.ServerResponseFilter;
import org.jboss.resteasy.reactive.server.core.CurrentRequestManager;
import org.jboss.resteasy.reactive.server.core.ResteasyReactiveRequestContext;
import org.jboss.resteasy.reactive.server.core.multipart.FormData;

/** Names the parts of a form that its route does not read, beside the fields of a body that had no effect. */
class UnknownParts {
    private static final int SUCCESS = 2;
    /** In the place of the name that a broken part lacks. */
    private static final String UNNAMED = "[unnamed]";

    /** Adds the names to the header {@code Sluice-Ignored-Fields} of an answer 2xx. */
    @ServerResponseFilter
    public void name(ContainerResponseContext answer, ResourceInfo route) {
        ResteasyReactiveRequestContext request = CurrentRequestManager.get();
        FormData form = request == null ? null : request.getFormData();
        if (form == null || answer.getStatus() / 100 != SUCCESS) {
            return;
        }
        Set<String> known = partsOf(route);
        List<String> unknown = StreamSupport.stream(form.spliterator(), false)
                .map(part -> part == null ? UNNAMED : part)
                .filter(part -> !known.contains(part))
                .sorted()
                .toList();
        if (!known.isEmpty() && !unknown.isEmpty()) {
            String fields = answer.getHeaderString(IgnoredFields.HEADER);
            String parts = IgnoredFields.text(unknown);
            answer.getHeaders().putSingle(IgnoredFields.HEADER, fields == null ? parts : fields + ", " + parts);
        }
    }

    /** Returns the names of what the route takes with {@code @RestForm}; none of a route that reads the form itself. */
    private static Set<String> partsOf(ResourceInfo route) {
        return Arrays.stream(route.getResourceMethod().getParameters())
                .map(parameter -> parameter.getAnnotation(RestForm.class))
                .filter(form -> form != null)
                .map(RestForm::value)
                .collect(Collectors.toSet());
    }
}
