package dev.sluice.publisher.oauth;

import dev.sluice.publisher.web.problem.IgnoredFields;
import dev.sluice.publisher.web.problem.OAuthError;
import dev.sluice.publisher.web.problem.OAuthErrorBody;
import jakarta.ws.rs.BadRequestException;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerResponseContext;
import jakarta.ws.rs.container.ContainerResponseFilter;
import jakarta.ws.rs.core.MultivaluedMap;
import jakarta.ws.rs.ext.Provider;
import jakarta.ws.rs.ext.ReaderInterceptor;
import jakarta.ws.rs.ext.ReaderInterceptorContext;
import java.io.IOException;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Refuses forms that cannot be decoded, and names those of their parameters in the answer that no route reads. */
@Provider
class FormReader implements ReaderInterceptor, ContainerResponseFilter {
    private static final String IGNORED = "dev.sluice.ignored-parameters";
    private static final Set<String> KNOWN = Set.of(
            "grant_type",
            "scope",
            "client_id",
            "client_secret",
            "username",
            "password",
            "refresh_token",
            "token",
            "token_type_hint",
            "code",
            "redirect_uri",
            "code_verifier");

    @Override
    public @Nullable Object aroundReadFrom(ReaderInterceptorContext context) throws IOException {
        if (!MultivaluedMap.class.isAssignableFrom(context.getType())) {
            return context.proceed();
        }
        try {
            MultivaluedMap<?, ?> form = (MultivaluedMap<?, ?>) context.proceed();
            context.setProperty(
                    IGNORED,
                    form.keySet().stream()
                            .map(String::valueOf)
                            .filter(name -> !KNOWN.contains(name))
                            .toList());
            return form;
        } catch (IllegalArgumentException broken) {
            throw new BadRequestException(
                    OAuthErrorBody.response(
                            OAuthError.INVALID_REQUEST, "The form has a % without two hexadecimal digits."),
                    broken);
        }
    }

    @Override
    public void filter(ContainerRequestContext request, ContainerResponseContext answer) {
        if (request.getProperty(IGNORED) instanceof List<?> ignored && !ignored.isEmpty()) {
            answer.getHeaders()
                    .putSingle(
                            IgnoredFields.HEADER,
                            IgnoredFields.text(
                                    ignored.stream().map(String::valueOf).toList()));
        }
    }
}
