package dev.sluice.model.definition;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Where clients find an API.
 *
 * @param name of the server in the document: letters, digits, {@code _} and {@code -}
 * @param protocol {@code http} or {@code https}
 * @param hosts {@code host} or {@code host:port}; the first is the default, at least one
 * @param protocolVersion {@code null} = not said
 * @param environment the gateway environment
 */
public record GatewayServer(
        String name,
        String protocol,
        List<String> hosts,
        @Nullable String protocolVersion,
        String description,
        String environment) {
    public GatewayServer {
        name = Bounds.required("servers.name", name);
        protocol = Bounds.required("servers.protocol", protocol);
        hosts = Bounds.list("servers.hosts", hosts);
        protocolVersion = Bounds.optional("servers.protocolVersion", protocolVersion);
        description = Bounds.text("servers.description", description, Bounds.LONG);
        environment = Bounds.required("servers.environment", environment);
        if (hosts.isEmpty()) {
            throw new IllegalArgumentException("servers.hosts must hold at least one");
        }
    }
}
