package dev.sluice.publisher.web.http;

import dev.sluice.publisher.web.rest.BodySizes;
import io.quarkus.runtime.configuration.MemorySize;
import io.quarkus.vertx.http.runtime.VertxHttpRecorder;
import io.vertx.core.http.HttpHeaders;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.core.Response;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.resteasy.reactive.server.ServerRequestFilter;

/** The bound of a body whose length is not known before, in the place of the HTTP server's own, which says nothing. */
@ApplicationScoped
class ChunkedBodyLimit {
    private final long maxBytes;

    ChunkedBodyLimit(@ConfigProperty(name = "quarkus.http.limits.max-body-size") MemorySize max) {
        this.maxBytes = max.asLongValue();
    }

    @ServerRequestFilter(preMatching = true)
    public void bound(ContainerRequestContext context, RoutingContext routing) {
        if (routing.request().headers().contains(HttpHeaders.TRANSFER_ENCODING)) {
            routing.remove(VertxHttpRecorder.MAX_REQUEST_SIZE_KEY);
            context.setEntityStream(new Bounded(context.getEntityStream(), BodySizes.max(context, maxBytes)));
        }
    }

    private static final class Bounded extends FilterInputStream {
        private long left;

        Bounded(InputStream body, long maxBytes) {
            super(body);
            this.left = maxBytes;
        }

        @Override
        public int read() throws IOException {
            byte[] one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
        }

        @Override
        public int read(byte[] into, int from, int length) throws IOException {
            int read = super.read(into, from, length);
            left -= Math.max(read, 0);
            if (left < 0) {
                throw new WebApplicationException(Response.Status.REQUEST_ENTITY_TOO_LARGE);
            }
            return read;
        }
    }
}
