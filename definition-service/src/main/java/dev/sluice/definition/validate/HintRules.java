package dev.sluice.definition.validate;

import dev.sluice.definition.document.DocumentChannel;
import dev.sluice.definition.document.LocatedNode;
import dev.sluice.definition.document.Outline;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** What is not wrong and might be better. */
final class HintRules implements Rule {
    private static final List<String> OF_INFO = List.of("contact", "description", "license");
    private static final List<String> KINDS =
            List.of("messages", "schemas", "securitySchemes", "servers", "parameters");

    @Override
    public void check(Outline outline, FindingList findings) {
        LocatedNode info = outline.document().top().get("info");
        for (String field : OF_INFO) {
            if (info.isObject() && !info.get(field).exists()) {
                findings.info("info-" + field, info, "'" + field + "' is not given");
            }
        }
        for (LocatedNode server : outline.servers()) {
            address(server.get("url"), "server", findings);
        }
        for (DocumentChannel channel : outline.channels()) {
            String address = channel.address();
            if (address.length() > 1 && address.endsWith("/")) {
                findings.warning("channel-no-trailing-slash", channel.entry(), "the address ends with /");
            }
            if (address.contains("{}")) {
                findings.warning("channel-no-empty-parameter", channel.entry(), "the address has {} without a name");
            }
        }
        unused(outline, findings);
    }

    private static void address(LocatedNode url, String what, FindingList findings) {
        if (url.text().endsWith("/")) {
            findings.warning(what + "-no-trailing-slash", url, "the URL ends with /");
        }
        if (url.text().contains("{}")) {
            findings.warning(what + "-no-empty-variable", url, "the URL has {} without a name");
        }
    }

    private static void unused(Outline outline, FindingList findings) {
        Set<String> used = new HashSet<>();
        collect(outline.document().top(), used);
        for (String kind : KINDS) {
            for (LocatedNode component : outline.component(kind).entries()) {
                boolean byName = kind.equals("securitySchemes") && used.contains(component.name());
                if (!byName && !used.contains('#' + component.pointer())) {
                    findings.info("unused-component", component, "nothing refers to '" + component.name() + "'");
                }
            }
        }
    }

    /** References, and names of security schemes. */
    private static void collect(LocatedNode at, Set<String> used) {
        for (LocatedNode entry : at.entries()) {
            if (entry.name().equals("$ref")) {
                used.add(entry.text());
            } else if (entry.name().equals("security")) {
                entry.entries().forEach(alternative -> alternative.entries().forEach(each -> used.add(each.name())));
            }
            collect(entry, used);
        }
    }
}
