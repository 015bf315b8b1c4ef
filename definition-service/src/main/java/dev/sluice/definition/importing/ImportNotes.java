package dev.sluice.definition.importing;

import dev.sluice.definition.document.Document;
import dev.sluice.definition.document.LocatedNode;
import dev.sluice.model.definition.Finding;
import dev.sluice.model.definition.Finding.Severity;
import java.util.ArrayList;
import java.util.List;

/** What an import passes over, or takes in a way that may be meant otherwise; beyond {@value #MAX} it is not noted. */
final class ImportNotes {
    private static final int MAX = 200;

    private final Document document;
    private final List<Finding> findings = new ArrayList<>();

    ImportNotes(Document document) {
        this.document = document;
    }

    void warning(String rule, LocatedNode at, String message) {
        add(Severity.WARNING, rule, at, message);
    }

    void info(String rule, LocatedNode at, String message) {
        add(Severity.INFO, rule, at, message);
    }

    List<Finding> findings() {
        return List.copyOf(findings);
    }

    private void add(Severity severity, String rule, LocatedNode at, String message) {
        if (findings.size() < MAX) {
            findings.add(document.finding(severity, rule, message, at.pointer()));
        }
    }
}
