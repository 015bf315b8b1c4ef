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
 * Follows {@code $ref}s inside of one document: JSON pointers in URI fragments (RFC 6901, section 6). A reference to a channel
 * that is written without escapes, {@code #/channels/prices/{symbol}}, is understood, too: other products write such. What a
 * reference leads to is found once, so that all references of a document cost no more than its length. One thread.
 */
public final class References {
    /** References that may follow each other: far more than a person writes. */
    public static final int MAX_HOPS = 100;

    private static final String REF = "$ref";
    private static final String CHANNELS = "#/channels/";
    /** Of a reference that is taken by the letter: each of its slashes is tried. */
    private static final int MAX_LETTERS = 1_024;

    private final Located top;
    private final Work work;
    private final Map<String, Followed> known = new HashMap<>();

    public References(Document document) {
        this.top = document.top();
        this.work = document.work();
    }

    /** @param hops references on the way */
    private record Followed(Target target, int hops) {}

    private record Hop(String ref, boolean literally) {}

    private record Next(Located at, boolean literally) {}

    public static boolean isReference(JsonNode node) {
        return node.path(REF).isTextual();
    }

    /** The reference as it is written; empty when it is none. */
    public static String ref(Located at) {
        return at.get(REF).text();
    }

    /** A reference that stands nowhere. */
    public Located to(String ref) {
        return top.with(JsonNodeFactory.instance.objectNode().put(REF, ref));
    }

    /** What it is in the end: itself, if it is no reference. */
    public Target follow(Located start) {
        return isReference(start.node()) ? follow(ref(start)) : new Target.Found(start, false);
    }

    /** What it is in the end, or a missing node at its place when that is not in this document. */
    public Located resolve(Located start) {
        return follow(start) instanceof Target.Found found ? found.at() : start.with(MissingNode.getInstance());
    }

    private Target follow(String start) {
        Deque<Hop> way = new ArrayDeque<>();
        Set<String> seen = new HashSet<>();
        String ref = start;
        while (true) {
            Followed before = known.get(ref);
            if (before == null && !seen.add(ref)) {
                before = new Followed(new Target.Cycle(ref), 0);
            }
            if (before != null) {
                return remember(way, before);
            }
            work.step();
            Next next = ref.startsWith("#") ? next(ref) : null;
            way.push(new Hop(ref, next != null && next.literally()));
            if (next == null) {
                Target none = ref.startsWith("#") ? new Target.Dangling(ref) : new Target.External(ref);
                return remember(way, new Followed(none, 0));
            }
            if (!isReference(next.at().node())) {
                return remember(way, new Followed(new Target.Found(next.at(), false), 0));
            }
            ref = ref(next.at());
        }
    }

    /** @param way the references, the last one first */
    private Target remember(Deque<Hop> way, Followed end) {
        Followed followed = end;
        for (Hop hop : way) {
            followed = new Followed(target(hop, followed), followed.hops() + 1);
            known.put(hop.ref(), followed);
        }
        return followed.target();
    }

    private static Target target(Hop hop, Followed rest) {
        return switch (rest.target()) {
            case Target.Found _ when rest.hops() >= MAX_HOPS -> new Target.TooLong(hop.ref());
            case Target.Found found -> new Target.Found(found.at(), hop.literally() || found.literally());
            case Target.External _, Target.Dangling _, Target.Cycle _, Target.TooLong _ -> rest.target();
        };
    }

    private @Nullable Next next(String ref) {
        Optional<Located> pointed = byPointer(ref);
        if (pointed.isPresent()) {
            return new Next(pointed.get(), false);
        }
        return byLetter(ref).map(at -> new Next(at, true)).orElse(null);
    }

    private Optional<Located> byPointer(String ref) {
        String pointer = decoded(ref.substring(1));
        return pointer.isEmpty() || pointer.startsWith("/") ? down(top, Pointers.tokens(pointer)) : Optional.empty();
    }

    /** The longest channel whose key the text begins with; after it the text is a pointer again. */
    private Optional<Located> byLetter(String ref) {
        if (!ref.startsWith(CHANNELS) || ref.length() > MAX_LETTERS) {
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
