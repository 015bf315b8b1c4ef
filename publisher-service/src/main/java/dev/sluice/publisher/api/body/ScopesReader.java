package dev.sluice.publisher.api.body;

import dev.sluice.publisher.api.design.ApiScope;
import dev.sluice.publisher.web.problem.Fields;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/** {@code scopes}: those that the API's topics may ask for. */
final class ScopesReader {
    private static final int MAX_SCOPES = 100;
    private static final int MAX_NAME = 255;
    private static final int MAX_DESCRIPTION = 512;
    /** RFC 6749, 3.3: printable ASCII without blank, quote and backslash. */
    private static final Pattern NAME = Pattern.compile("[!#-\\[\\]-~]*");

    private ScopesReader() {}

    static List<ApiScope> read(Fields body) {
        List<ApiScope> scopes = new ArrayList<>();
        Set<String> names = new HashSet<>();
        for (Fields entry : body.objects("scopes", MAX_SCOPES)) {
            if (entry.flag("shared", false)) {
                entry.wrong("shared", "must be false: this version has no shared scopes");
            }
            Fields scope = entry.object("scope");
            String name = scope.required("name", MAX_NAME);
            if (!NAME.matcher(name).matches()) {
                scope.wrong("name", "must have no blanks, quotes and backslashes, and ASCII only");
            }
            if (!names.add(name)) {
                scope.wrong("name", "is there twice: " + name);
            }
            scopes.add(new ApiScope(
                    name,
                    scope.text("displayName", name, MAX_NAME),
                    scope.text("description", "", MAX_DESCRIPTION),
                    AudienceReader.roles(scope, "bindings")));
        }
        return scopes;
    }
}
