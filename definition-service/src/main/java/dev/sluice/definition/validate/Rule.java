package dev.sluice.definition.validate;

import dev.sluice.definition.document.Outline;

/** Something that has to hold for a document, beyond what its schema says. */
interface Rule {
    void check(Outline outline, FindingList findings);
}
