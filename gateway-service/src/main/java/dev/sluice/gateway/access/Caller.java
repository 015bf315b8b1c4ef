package dev.sluice.gateway.access;

import java.net.InetAddress;
import java.util.List;

/**
 * Where a request comes from.
 *
 * @param address of the client, as far as it can be believed: its connection's, or what a trusted proxy says
 * @param pages every value of {@code Referer} and {@code Origin}: what browsers say of the page, and others may invent
 */
public record Caller(InetAddress address, List<String> pages) {
    public Caller {
        pages = List.copyOf(pages);
    }
}
