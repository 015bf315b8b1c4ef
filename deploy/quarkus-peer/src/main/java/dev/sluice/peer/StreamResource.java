package dev.sluice.peer;

import io.smallrye.mutiny.Multi;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.sse.OutboundSseEvent;

/** {@code GET /CHANNEL} gets the events of a channel. */
@Path("/")
public class StreamResource {
    private final Broadcaster broadcaster;

    StreamResource(Broadcaster broadcaster) {
        this.broadcaster = broadcaster;
    }

    @GET
    @Path("{channel: [0-9]+}")
    @Produces(MediaType.SERVER_SENT_EVENTS)
    public Multi<OutboundSseEvent> events(int channel) {
        return broadcaster.channel(channel);
    }
}
