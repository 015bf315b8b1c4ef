package dev.sluice.gateway.subscribe;

import dev.sluice.gateway.access.Caller;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaders;
import java.net.InetAddress;
import java.util.ArrayList;
import java.util.List;

/** Reads where a request comes from. */
final class RequestCaller {
    private RequestCaller() {}

    /** @param address of the client, as far as it can be believed */
    static Caller of(InetAddress address, HttpHeaders headers) {
        List<String> pages = new ArrayList<>(headers.getAll(HttpHeaderNames.REFERER));
        pages.addAll(headers.getAll(HttpHeaderNames.ORIGIN));
        return new Caller(address, pages);
    }
}
