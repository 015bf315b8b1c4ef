package dev.sluice.publisher.identity.session;

import dev.sluice.publisher.web.access.Scope;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** The scopes of a token; as text with blanks between them, and as WSO2 writes it {@code default} when there are none. */
public record GrantedScopes(Set<Scope> scopes) {
    private static final String NONE = "default";

    public GrantedScopes {
        scopes = Set.copyOf(scopes);
    }

    /** Those of our scopes that are named in a text; other words are passed over. */
    public static GrantedScopes parse(String text) {
        EnumSet<Scope> named = EnumSet.noneOf(Scope.class);
        for (String word : text.strip().split("\\s+")) {
            Optional<Scope> scope = Scope.of(word);
            scope.ifPresent(named::add);
        }
        return new GrantedScopes(named);
    }

    /** Those that are among these, too. */
    GrantedScopes within(Set<Scope> allowed) {
        return new GrantedScopes(scopes.stream().filter(allowed::contains).collect(Collectors.toSet()));
    }

    public String text() {
        return scopes.isEmpty()
                ? NONE
                : scopes.stream().sorted().map(Scope::text).collect(Collectors.joining(" "));
    }
}
