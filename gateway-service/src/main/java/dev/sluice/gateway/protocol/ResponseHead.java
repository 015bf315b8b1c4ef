package dev.sluice.gateway.protocol;

import io.netty.handler.codec.http.HttpResponseStatus;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * The head of a response as values: its status and its headers, in their order. Headers that belong to the connection are the
 * {@link HttpWriter}'s. Confined to one thread.
 */
public final class ResponseHead {
    /** @param name as HTTP/1.1 writes it */
    public record Header(String name, String value) {}

    private final HttpResponseStatus status;
    private final List<Header> headers = new ArrayList<>();

    public ResponseHead(HttpResponseStatus status) {
        this.status = status;
    }

    public ResponseHead add(String name, String value) {
        headers.add(new Header(name, value));
        return this;
    }

    public ResponseHead add(List<Header> more) {
        headers.addAll(more);
        return this;
    }

    /** Adds the headers of a JSON body. */
    public ResponseHead addJson(byte[] body) {
        return add("Content-Type", "application/json")
                .add("Cache-Control", "no-store")
                .add("Content-Length", Integer.toString(body.length));
    }

    HttpResponseStatus status() {
        return status;
    }

    List<Header> headers() {
        return Collections.unmodifiableList(headers);
    }
}
