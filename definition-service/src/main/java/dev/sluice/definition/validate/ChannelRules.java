package dev.sluice.definition.validate;

import dev.sluice.definition.document.DocumentChannel;
import dev.sluice.definition.document.DocumentReferences;
import dev.sluice.definition.document.LocatedNode;
import dev.sluice.definition.document.Outline;
import java.util.Set;

/** Parameters, servers and addresses of channels. */
final class ChannelRules implements Rule {
    private static final String PARAMETERS = "channel-parameters";
    private static final String SERVERS = "channel-servers";
    private static final String ADDRESS = "channel-no-query-nor-fragment";

    @Override
    public void check(Outline outline, FindingList findings) {
        boolean v3 = outline.document().version().isV3();
        for (DocumentChannel channel : outline.channels()) {
            if (hasQueryOrFragment(channel.key())) {
                findings.error(ADDRESS, channel.entry(), "the name of a channel has no ? and no #");
            } else if (hasQueryOrFragment(channel.address())) {
                findings.warning(ADDRESS, channel.at().get("address"), "the address of a channel has no ? and no #");
            }
            if (channel.at().isObject()) {
                parameters(channel, findings);
                servers(channel, outline, v3, findings);
            }
        }
        if (v3) {
            for (LocatedNode component : outline.component("channels").entries()) {
                parameters(
                        new DocumentChannel(
                                component, component, component.get("address").text()),
                        findings);
            }
        }
    }

    private static boolean hasQueryOrFragment(String address) {
        return address.indexOf('?') >= 0 || address.indexOf('#') >= 0;
    }

    private static void parameters(DocumentChannel channel, FindingList findings) {
        Set<String> used = Templates.names(channel.address());
        LocatedNode parameters = channel.at().get("parameters");
        for (String name : used) {
            if (!parameters.exists()) {
                findings.warning(PARAMETERS, channel.at(), "the parameter {" + name + "} is not described");
            } else if (!parameters.node().has(name)) {
                findings.error(PARAMETERS, parameters, "the parameter {" + name + "} is not described");
            }
        }
        for (LocatedNode parameter : parameters.entries()) {
            if (!used.contains(parameter.name())) {
                findings.error(
                        PARAMETERS,
                        parameter,
                        "the address '" + channel.address() + "' has no parameter {" + parameter.name() + '}');
            }
        }
    }

    private static void servers(DocumentChannel channel, Outline outline, boolean v3, FindingList findings) {
        LocatedNode servers = outline.document().top().get("servers");
        for (LocatedNode server : channel.at().get("servers").entries()) {
            if (!v3 && !servers.node().has(server.text())) {
                findings.error(SERVERS, server, "there is no server '" + server.text() + "'");
            }
            if (v3
                    && DocumentReferences.isReference(server.node())
                    && !DocumentReferences.ref(server).contains("#/servers/")) {
                findings.error(
                        "required-channel-servers-unambiguity",
                        server,
                        "a channel refers to servers of the document: #/servers/...");
            }
        }
    }
}
