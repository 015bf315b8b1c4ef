package dev.sluice.definition.importing;

import dev.sluice.definition.document.LocatedNode;
import dev.sluice.definition.document.Outline;
import dev.sluice.model.definition.ImportedApi;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** The servers of a document as a proposal for endpoints. */
final class ServersReader {
    /** What can be served: SSE by the names that are used for it, and HTTP. */
    static final Set<String> STREAMING = Set.of("sse", "http+sse", "https+sse", "http", "https");

    private static final String RULE = "import-server";
    private static final String ENVIRONMENT = "x-sluice-environment";

    private final Outline outline;
    private final ImportNotes notes;

    ServersReader(Outline outline, ImportNotes notes) {
        this.outline = outline;
        this.notes = notes;
    }

    List<String> protocols() {
        return outline.servers().stream()
                .map(server -> server.get("protocol").text().toLowerCase(Locale.ROOT))
                .distinct()
                .toList();
    }

    /** Protocols of the servers that are gateways of Sluice, where a document that it made is offered. */
    List<String> gateways() {
        return outline.servers().stream()
                .filter(server -> server.get(ENVIRONMENT).exists())
                .map(server -> server.get("protocol").text().toLowerCase(Locale.ROOT))
                .distinct()
                .toList();
    }

    List<ImportedApi.Server> servers() {
        List<ImportedApi.Server> servers = new ArrayList<>();
        for (LocatedNode server : outline.servers()) {
            if (server.get(ENVIRONMENT).exists()) {
                notes.info(RULE, server, "this server is a gateway, not the place where the events come from");
            } else {
                servers.add(server(server));
            }
        }
        return servers;
    }

    private ImportedApi.Server server(LocatedNode server) {
        String protocol = server.get("protocol").text().toLowerCase(Locale.ROOT);
        String address = filled(
                outline.document().version().isV3()
                        ? server.get("host").text() + server.get("pathname").text()
                        : server.get("url").text(),
                server.get("variables"));
        String url = address.contains("://") ? address : scheme(protocol, server) + "://" + address;
        String name = server.name();
        return new ImportedApi.Server(
                name,
                url.endsWith("/") ? url.substring(0, url.length() - 1) : url,
                protocol,
                name.toLowerCase(Locale.ROOT).contains("sandbox"));
    }

    private String scheme(String protocol, LocatedNode server) {
        return switch (protocol) {
            case "http+sse" -> "http";
            case "https+sse" -> "https";
            case "sse" -> {
                notes.info(RULE, server, "the server does not say http or https; https is proposed");
                yield "https";
            }
            default -> protocol;
        };
    }

    private String filled(String address, LocatedNode variables) {
        String filled = address;
        for (LocatedNode entry : variables.entries()) {
            LocatedNode variable = outline.references().resolve(entry);
            String value = variable.get("default").text();
            if (value.isEmpty()) {
                value = variable.get("enum").entries().stream()
                        .findFirst()
                        .map(LocatedNode::text)
                        .orElse("");
            }
            if (!value.isEmpty()) {
                filled = filled.replace('{' + entry.name() + '}', value);
            }
        }
        return filled;
    }
}
