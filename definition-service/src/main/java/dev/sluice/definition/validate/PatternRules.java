package dev.sluice.definition.validate;

import dev.sluice.definition.document.LocatedNode;
import dev.sluice.definition.document.Outline;
import dev.sluice.definition.document.Work;
import java.util.HashSet;
import java.util.Set;

/** Patterns in schemas are regular expressions; those that are not matched here are named. */
final class PatternRules implements Rule {
    private static final String RULE = "schema-pattern";

    @Override
    public void check(Outline outline, FindingList findings) {
        walk(outline.document().top(), outline.document().work(), new HashSet<>(), findings);
    }

    private void walk(LocatedNode at, Work work, Set<String> fine, FindingList findings) {
        for (LocatedNode entry : at.entries()) {
            if (entry.name().equals("pattern") && entry.node().isTextual()) {
                String regex = entry.text();
                if (!fine.contains(regex)) {
                    work.steps(UserPattern.cost(regex));
                    judge(entry, UserPattern.of(regex), fine, findings);
                }
            } else if (!entry.name().equals("examples") && !entry.name().equals("example")) {
                walk(entry, work, fine, findings);
            }
        }
    }

    private static void judge(LocatedNode at, UserPattern pattern, Set<String> fine, FindingList findings) {
        switch (pattern) {
            case UserPattern.Linear _ -> fine.add(at.text());
            case UserPattern.NotMatched none ->
                findings.info(RULE, at, "examples are not checked with this pattern: " + none.reason());
            case UserPattern.Broken broken ->
                findings.error(RULE, at, "this is no regular expression: " + broken.reason());
        }
    }
}
