package dev.sluice.definition.validate;

import dev.sluice.definition.document.Located;
import dev.sluice.definition.document.Outline;

/** Patterns in schemas are regular expressions; those that are not matched here are named. */
final class PatternRules implements Rule {
    private static final String RULE = "schema-pattern";

    @Override
    public void check(Outline outline, FindingList findings) {
        walk(outline.document().top(), findings);
    }

    private void walk(Located at, FindingList findings) {
        for (Located entry : at.entries()) {
            if (entry.name().equals("pattern") && entry.node().isTextual()) {
                judge(entry, findings);
            } else if (!entry.name().equals("examples") && !entry.name().equals("example")) {
                walk(entry, findings);
            }
        }
    }

    private static void judge(Located pattern, FindingList findings) {
        switch (UserPattern.of(pattern.text())) {
            case UserPattern.Linear _ -> {}
            case UserPattern.NotMatched none ->
                findings.info(RULE, pattern, "examples are not checked with this pattern: " + none.reason());
            case UserPattern.Broken broken ->
                findings.error(RULE, pattern, "this is no regular expression: " + broken.reason());
        }
    }
}
