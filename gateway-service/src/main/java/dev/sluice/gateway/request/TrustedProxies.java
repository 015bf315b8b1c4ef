package dev.sluice.gateway.request;

import io.netty.handler.codec.http.HttpHeaders;
import java.net.InetAddress;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The proxies that are believed on the client's address. Each proxy adds the address of its own client at the end; so the
 * list is read from there, as long as its writer is trusted. What stands before that may be invented.
 *
 * @param networks of the proxies; none = no header is believed
 * @param header the one that they write; the other may come from a client
 * @param proxyProtocol networks of those that begin each connection with a header of the PROXY protocol; the address in
 *     it is the peer's from then on, and is a proxy's if it is in {@code networks}
 */
public record TrustedProxies(List<Cidr> networks, ProxyHeader header, List<Cidr> proxyProtocol) {
    public static final TrustedProxies NONE = new TrustedProxies(List.of(), ProxyHeader.X_FORWARDED_FOR, List.of());

    public TrustedProxies {
        networks = List.copyOf(networks);
        proxyProtocol = List.copyOf(proxyProtocol);
    }

    public boolean trusts(InetAddress address) {
        return contains(networks, address);
    }

    /** Returns whether a connection from this address has to begin with a header of the PROXY protocol. */
    public boolean speakProxyProtocol(InetAddress address) {
        return contains(proxyProtocol, address);
    }

    private static boolean contains(List<Cidr> networks, InetAddress address) {
        for (Cidr network : networks) {
            if (network.contains(address)) {
                return true;
            }
        }
        return false;
    }

    /** The address of the client itself, as far as it can be believed. */
    public InetAddress clientOf(InetAddress peer, HttpHeaders headers) {
        InetAddress client = peer;
        if (trusts(peer)) {
            for (String hop : hopsFromLast(headers)) {
                InetAddress before = address(hop);
                if (before == null) {
                    return client;
                }
                client = before;
                if (!trusts(client)) {
                    return client;
                }
            }
        }
        return client;
    }

    private List<String> hopsFromLast(HttpHeaders headers) {
        List<String> hops = new ArrayList<>();
        for (String line : headers.getAll(header.headerName()).reversed()) {
            hops.addAll(
                    header == ProxyHeader.FORWARDED
                            ? ForwardedHeader.clients(line)
                            : List.of(line.split(",", -1)).reversed());
        }
        return hops;
    }

    /** Of {@code 192.0.2.1}, {@code 192.0.2.1:443}, {@code 2001:db8::1} or {@code [2001:db8::1]:443}. */
    private static @Nullable InetAddress address(String text) {
        String hop = text.strip();
        String bare = hop;
        int colon = hop.indexOf(':');
        if (hop.startsWith("[")) {
            int end = hop.indexOf(']');
            bare = end < 0 ? "" : hop.substring(1, end);
        } else if (colon >= 0 && colon == hop.lastIndexOf(':')) {
            bare = hop.substring(0, colon);
        }
        try {
            return InetAddress.ofLiteral(bare);
        } catch (IllegalArgumentException unknown) {
            return null;
        }
    }
}
