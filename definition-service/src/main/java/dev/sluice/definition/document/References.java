package dev.sluice.definition.document;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Follows {@code $ref}s inside of one document: JSON pointers in URI fragments (RFC 6901, section 6). A reference to a channel
 * that is written without escapes, {@code #/channels/prices/{symbol}}, is understood, too: other products write such.
 */
public final class References {
    private static final String REF = "$ref";
    private static final String CHANNELS = "#/channels/";

    private final Located top;

    public References(Document document) {
        this.top = document.top();
    }

    public static boolean isReference(JsonNode node) {
        return node.path(REF).isTextual();
    }

    /** The reference as it is written; empty when it is none. */
    public static String ref(Located at) {
        return at.get(REF).text();
    }

    /** A reference that stands nowhere. */
    public static Located to(String ref) {
        return new Located(JsonNodeFactory.instance.objectNode().put(REF, ref), "");
    }

    /** What it is in the end: itself, if it is no reference. */
    public Target follow(Located start) {
        Located at = start;
        boolean literally = false;
        Set<String> seen = new HashSet<>();
        while (isReference(at.node())) {
            String ref = ref(at);
            if (!ref.startsWith("#")) {
                return new Target.External(ref);
            }
            if (!seen.add(ref)) {
                return new Target.Cycle(ref);
            }
            Optional<Located> next = byPointer(ref);
            if (next.isEmpty()) {
                next = byLetter(ref);
                literally = true;
            }
            if (next.isEmpty()) {
                return new Target.Dangling(ref);
            }
            at = next.get();
        }
        return new Target.Found(at, literally);
    }

    /** What it is in the end, or a missing node at its place when that is not in this document. */
    public Located resolve(Located start) {
        return follow(start) instanceof Target.Found found
                ? found.at()
                : new Located(MissingNode.getInstance(), start.pointer());
    }

    private Optional<Located> byPointer(String ref) {
        String pointer = decoded(ref.substring(1));
        return pointer.isEmpty() || pointer.startsWith("/") ? down(top, Pointers.tokens(pointer)) : Optional.empty();
    }

    /** The longest channel whose key the text begins with; behind it the text is a pointer again. */
    private Optional<Located> byLetter(String ref) {
        if (!ref.startsWith(CHANNELS)) {
            return Optional.empty();
        }
        String rest = ref.substring(CHANNELS.length());
        Located channels = top.get("channels");
        for (int end = rest.length(); end > 0; end = rest.lastIndexOf('/', end - 1)) {
            Located channel = channels.get(rest.substring(0, end));
            if (channel.exists()) {
                return down(channel, Pointers.tokens(rest.substring(end)));
            }
        }
        return Optional.empty();
    }

    private static Optional<Located> down(Located from, List<String> tokens) {
        Located at = from;
        for (String token : tokens) {
            at = at.node().isArray()
                    ? new Located(at.node().path(Pointers.index(token)), at.pointer() + '/' + token)
                    : at.get(token);
            if (at.node().isMissingNode()) {
                return Optional.empty();
            }
        }
        return Optional.of(at);
    }

    private static String decoded(String fragment) {
        if (fragment.indexOf('%') < 0) {
            return fragment;
        }
        try {
            return URLDecoder.decode(fragment.replace("+", "%2B"), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException broken) {
            return fragment;
        }
    }
}
