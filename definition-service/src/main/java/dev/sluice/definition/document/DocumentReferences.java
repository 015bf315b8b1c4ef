package dev.sluice.definition.document;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Follows {@code $ref}s inside of one document: JSON pointers in URI fragments (RFC 6901, section 6). A reference to a
 * channel that is written without escapes, {@code #/channels/prices/{symbol}}, is understood, too: other products write
 * such. What a reference leads to is found once, so that all references of a document cost no more than its length. One
 * thread.
 */
public final class DocumentReferences {
    /** References that may follow each other: far more than a person writes. */
    public static final int MAX_HOPS = 100;

    private static final String REF = "$ref";
    private static final String CHANNELS = "#/channels/";
    /** Of a reference that is taken by the letter: each of its slashes is tried. */
    private static final int MAX_LETTERS = 1_024;

    private final LocatedNode top;
    private final Work work;
    private final Map<String, Resolution> known = new HashMap<>();

    public DocumentReferences(Document document) {
        this.top = document.top();
        this.work = document.work();
    }

    /** @param hops references on the way */
    private record Resolution(ReferenceTarget target, int hops) {}

    private record Hop(String ref, boolean literally) {}

    private record Step(LocatedNode at, boolean literally) {}

    public static boolean isReference(JsonNode node) {
        return node.path(REF).isTextual();
    }

    /** The reference as it is written; empty when it is none. */
    public static String ref(LocatedNode at) {
        return at.get(REF).text();
    }

    /** A reference that stands nowhere. */
    public LocatedNode to(String ref) {
        return top.with(JsonNodeFactory.instance.objectNode().put(REF, ref));
    }

    /** What it is in the end: itself, if it is no reference. */
    public ReferenceTarget follow(LocatedNode start) {
        return isReference(start.node()) ? follow(ref(start)) : new ReferenceTarget.Found(start, false);
    }

    /** What it is in the end, or a missing node at its place when that is not in this document. */
    public LocatedNode resolve(LocatedNode start) {
        return follow(start) instanceof ReferenceTarget.Found found
                ? found.at()
                : start.with(MissingNode.getInstance());
    }

    private ReferenceTarget follow(String start) {
        Deque<Hop> way = new ArrayDeque<>();
        Set<String> seen = new HashSet<>();
        String ref = start;
        while (true) {
            Resolution before = known.get(ref);
            if (before == null && !seen.add(ref)) {
                before = new Resolution(new ReferenceTarget.Cycle(ref), 0);
            }
            if (before != null) {
                return remember(way, before);
            }
            work.step();
            Step next = ref.startsWith("#") ? next(ref) : null;
            way.push(new Hop(ref, next != null && next.literally()));
            if (next == null) {
                ReferenceTarget none =
                        ref.startsWith("#") ? new ReferenceTarget.Dangling(ref) : new ReferenceTarget.External(ref);
                return remember(way, new Resolution(none, 0));
            }
            if (!isReference(next.at().node())) {
                return remember(way, new Resolution(new ReferenceTarget.Found(next.at(), false), 0));
            }
            ref = ref(next.at());
        }
    }

    /** @param way the references, the last one first */
    private ReferenceTarget remember(Deque<Hop> way, Resolution end) {
        Resolution followed = end;
        for (Hop hop : way) {
            followed = new Resolution(target(hop, followed), followed.hops() + 1);
            known.put(hop.ref(), followed);
        }
        return followed.target();
    }

    private static ReferenceTarget target(Hop hop, Resolution rest) {
        return switch (rest.target()) {
            case ReferenceTarget.Found _ when rest.hops() >= MAX_HOPS -> new ReferenceTarget.TooLong(hop.ref());
            case ReferenceTarget.Found found ->
                new ReferenceTarget.Found(found.at(), hop.literally() || found.literally());
            case ReferenceTarget.External _,
                    ReferenceTarget.Dangling _,
                    ReferenceTarget.Cycle _,
                    ReferenceTarget.TooLong _ -> rest.target();
        };
    }

    private @Nullable Step next(String ref) {
        Optional<LocatedNode> pointed = byPointer(ref);
        if (pointed.isPresent()) {
            return new Step(pointed.get(), false);
        }
        return byLetter(ref).map(at -> new Step(at, true)).orElse(null);
    }

    private Optional<LocatedNode> byPointer(String ref) {
        String pointer = decoded(ref.substring(1));
        return pointer.isEmpty() || pointer.startsWith("/") ? down(top, Pointers.tokens(pointer)) : Optional.empty();
    }

    /** The longest channel whose key the text begins with; after it the text is a pointer again. */
    private Optional<LocatedNode> byLetter(String ref) {
        if (!ref.startsWith(CHANNELS) || ref.length() > MAX_LETTERS) {
            return Optional.empty();
        }
        String rest = ref.substring(CHANNELS.length());
        LocatedNode channels = top.get("channels");
        for (int end = rest.length(); end > 0; end = rest.lastIndexOf('/', end - 1)) {
            LocatedNode channel = channels.get(rest.substring(0, end));
            if (channel.exists()) {
                return down(channel, Pointers.tokens(rest.substring(end)));
            }
        }
        return Optional.empty();
    }

    private static Optional<LocatedNode> down(LocatedNode from, List<String> tokens) {
        LocatedNode at = from;
        for (String token : tokens) {
            at = at.entry(token);
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
