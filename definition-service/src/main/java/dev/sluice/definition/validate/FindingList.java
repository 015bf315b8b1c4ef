package dev.sluice.definition.validate;

import dev.sluice.definition.document.Document;
import dev.sluice.definition.document.LocatedNode;
import dev.sluice.model.definition.Finding;
import dev.sluice.model.definition.Finding.Severity;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Collects the findings of one document; beyond {@value #MAX} of a severity they are left out. */
final class FindingList {
    private static final int MAX = 200;
    private static final int MAX_MESSAGE = 500;

    private final Document document;
    private final List<Finding> findings = new ArrayList<>();
    private final Set<String> seen = new HashSet<>();
    private final Map<Severity, Integer> counts = new EnumMap<>(Severity.class);

    FindingList(Document document) {
        this.document = document;
    }

    void error(String rule, LocatedNode at, String message) {
        add(Severity.ERROR, rule, at, message);
    }

    void warning(String rule, LocatedNode at, String message) {
        add(Severity.WARNING, rule, at, message);
    }

    void info(String rule, LocatedNode at, String message) {
        add(Severity.INFO, rule, at, message);
    }

    /** The pointer is put together only when the finding is kept. */
    private void add(Severity severity, String rule, LocatedNode at, String message) {
        document.work().step();
        if (!isFull(severity)) {
            add(severity, rule, at.pointer(), message);
        }
    }

    void add(Severity severity, String rule, String pointer, String message) {
        if (isFull(severity)) {
            return;
        }
        String shown = message.length() <= MAX_MESSAGE ? message : message.substring(0, MAX_MESSAGE) + "...";
        if (seen.add(severity + "\n" + pointer + '\n' + shown)) {
            findings.add(document.finding(severity, rule, shown, pointer));
            counts.merge(severity, 1, Integer::sum);
        }
    }

    boolean isFull(Severity severity) {
        return counts.getOrDefault(severity, 0) >= MAX;
    }

    boolean hasError() {
        return findings.stream().anyMatch(Finding::isError);
    }

    /** In the order of the text. */
    List<Finding> inOrder() {
        return findings.stream()
                .sorted(Comparator.comparingInt(Finding::line).thenComparingInt(Finding::column))
                .toList();
    }
}
