package dev.sluice.publisher.api.body;

import dev.sluice.publisher.api.design.ApiScope;
import dev.sluice.publisher.web.problem.Fields;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Pattern;

/** {@code scopes}: those that the API's topics may ask for. */
public final class ScopesReader {
    private static final int MAX_SCOPES = 100;
    private static final int MAX_NAME = 255;
    private static final int MAX_DESCRIPTION = 512;
    private static final String NAME = "name";
    private static final String DISPLAY_NAME = "displayName";
    private static final String DESCRIPTION = "description";
    private static final String BINDINGS = "bindings";
    /** RFC 6749, 3.3: printable ASCII without blank, quote and backslash. */
    private static final Pattern SHAPE = Pattern.compile("[!#-\\[\\]-~]*");

    private ScopesReader() {}

    /**
     * Those of an API.
     *
     * @param before what it has so far
     * @param shared the shared scope of a name
     */
    static List<ApiScope> read(Fields body, List<ApiScope> before, Function<String, Optional<ApiScope>> shared) {
        List<ApiScope> scopes = new ArrayList<>();
        Set<String> names = new HashSet<>();
        for (Fields entry : body.objects("scopes", MAX_SCOPES)) {
            boolean isShared = entry.flag("shared", false);
            Fields scope = entry.object("scope");
            scope.skip("id");
            scope.skip("usageCount");
            Optional<ApiScope> known = shared.apply(scope.text(NAME, "", MAX_NAME));
            ApiScope read = isShared && known.isPresent()
                    ? asItIs(scope, known.get())
                    : readOne(scope, rolesOf(before, scope.text(NAME, "", MAX_NAME)));
            if (!names.add(read.name())) {
                scope.wrong(NAME, "is there twice: " + read.name());
            } else if (isShared && known.isEmpty()) {
                scope.wrong(NAME, "is that of no shared scope: " + read.name());
            } else if (!isShared && known.isPresent()) {
                scope.wrong(NAME, "is that of a shared scope: set shared to true, or choose another name");
            }
            scopes.add(read);
        }
        return scopes;
    }

    /** A shared scope is changed where it is, for all APIs at once. */
    private static ApiScope asItIs(Fields scope, ApiScope known) {
        scope.skip(NAME);
        scope.fixed(DISPLAY_NAME, known.displayName());
        scope.fixed(DESCRIPTION, known.description());
        if (scope.has(BINDINGS) && !AudienceReader.roles(scope, BINDINGS).equals(known.roles())) {
            scope.ignore(BINDINGS);
        }
        return known;
    }

    private static List<String> rolesOf(List<ApiScope> scopes, String name) {
        return scopes.stream()
                .filter(scope -> scope.name().equals(name))
                .findFirst()
                .map(ApiScope::roles)
                .orElse(List.of());
    }

    /**
     * A scope of one API, or the one that is shared by all; what is wrong is noted.
     *
     * @param present its roles so far: who leaves them out must not open it to everyone by that
     */
    public static ApiScope readOne(Fields scope, List<String> present) {
        String name = scope.required(NAME, MAX_NAME);
        if (!SHAPE.matcher(name).matches()) {
            scope.wrong(NAME, "must have no blanks, quotes and backslashes, and ASCII only");
        }
        return new ApiScope(
                name,
                scope.text(DISPLAY_NAME, name, MAX_NAME),
                scope.text(DESCRIPTION, "", MAX_DESCRIPTION),
                scope.has(BINDINGS) ? AudienceReader.roles(scope, BINDINGS) : present,
                false);
    }
}
