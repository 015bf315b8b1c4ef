package dev.sluice.publisher.api.scope;

import dev.sluice.publisher.api.version.ApiEntity;
import java.util.List;

/**
 * One API's use of a shared scope.
 *
 * @param isPresent whether the API has it now
 * @param targets of its topics that ask for it now
 * @param revisions numbers of its revisions that have it
 */
record ScopeUsage(ApiEntity api, boolean isPresent, List<String> targets, List<Integer> revisions) {
    ScopeUsage {
        targets = List.copyOf(targets);
        revisions = List.copyOf(revisions);
    }

    /** For the refusal of a deletion. */
    String text() {
        StringBuilder text = new StringBuilder(api.name() + ' ' + api.version());
        if (!isPresent) {
            text.append(" (revision ")
                    .append(String.join(
                            ", ", revisions.stream().map(String::valueOf).toList()))
                    .append(')');
        }
        return text.toString();
    }
}
