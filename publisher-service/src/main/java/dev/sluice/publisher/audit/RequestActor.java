package dev.sluice.publisher.audit;

import dev.sluice.publisher.web.http.RequestIds;
import io.quarkus.vertx.http.runtime.CurrentVertxRequest;
import io.vertx.core.net.SocketAddress;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.RequestScoped;
import org.jspecify.annotations.Nullable;

/** Who acts, from where and in which request, as far as that is known. */
@RequestScoped
public class RequestActor {
    private final CurrentVertxRequest request;
    private String user = "";

    RequestActor(CurrentVertxRequest request) {
        this.request = request;
    }

    /** @param requestId empty = in no request of a client: a timer or the start */
    record Actor(String user, String address, String requestId) {
        static final Actor SERVICE = new Actor("", "", "");
    }

    /** The request has been signed in as this user. */
    public void signedInAs(String userName) {
        user = userName;
    }

    Actor actor() {
        RoutingContext routing = request.getCurrent();
        if (routing == null) {
            return new Actor(user, "", "");
        }
        return new Actor(user, addressOf(routing.request().remoteAddress()), RequestIds.of(routing));
    }

    private static String addressOf(@Nullable SocketAddress remote) {
        String address = remote == null ? null : remote.hostAddress();
        return address == null ? "" : address;
    }
}
