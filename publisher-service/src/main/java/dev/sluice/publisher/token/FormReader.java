package dev.sluice.publisher.token;

import jakarta.ws.rs.BadRequestException;
import jakarta.ws.rs.core.MultivaluedMap;
import jakarta.ws.rs.ext.Provider;
import jakarta.ws.rs.ext.ReaderInterceptor;
import jakarta.ws.rs.ext.ReaderInterceptorContext;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** Refuses forms that cannot be decoded. */
@Provider
class FormReader implements ReaderInterceptor {
    @Override
    public @Nullable Object aroundReadFrom(ReaderInterceptorContext context) throws IOException {
        if (!MultivaluedMap.class.isAssignableFrom(context.getType())) {
            return context.proceed();
        }
        try {
            return context.proceed();
        } catch (IllegalArgumentException broken) {
            throw new BadRequestException(
                    OAuthError.INVALID_REQUEST.response("The form has a % without two hexadecimal digits."), broken);
        }
    }
}
