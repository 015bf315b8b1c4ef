package dev.sluice.publisher.developer.apikey;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How a key may be used.
 *
 * @param name empty = none was said
 * @param validitySeconds {@code null} = without an end
 * @param permittedIps addresses and networks, empty = from everywhere
 * @param permittedReferers patterns of pages, empty = from every page and from none
 */
record ApiKeyTerms(
        String name, @Nullable Long validitySeconds, List<String> permittedIps, List<String> permittedReferers) {
    ApiKeyTerms {
        permittedIps = List.copyOf(permittedIps);
        permittedReferers = List.copyOf(permittedReferers);
    }
}
