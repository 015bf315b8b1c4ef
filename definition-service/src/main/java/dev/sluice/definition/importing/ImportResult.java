package dev.sluice.definition.importing;

import dev.sluice.model.definition.Findings;
import dev.sluice.model.definition.ImportedApi;

/** What became of an import. */
sealed interface ImportResult {
    record Imported(ImportedApi api) implements ImportResult {}

    /** @param findings at least one error among them */
    record Refused(Findings findings) implements ImportResult {}
}
