package dev.sluice.publisher.api.document;

import dev.sluice.model.definition.Finding;
import dev.sluice.model.definition.Findings;
import dev.sluice.model.definition.ImportedApi;
import dev.sluice.publisher.web.problem.FieldError;
import dev.sluice.publisher.web.problem.PublisherProblem;
import dev.sluice.publisher.web.problem.Refusal;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jboss.logging.Logger;

/** What is said when a document is not taken. */
public final class Problems {
    private static final Logger LOG = Logger.getLogger(Problems.class);

    private static final Set<String> GIVEN_UP = Set.of("deadline", "too-costly");

    private Problems() {}

    /** Every error with the place in the text; the pointer as the field. */
    public static Refusal of(Findings findings) {
        List<FieldError> errors = findings.findings().stream()
                .filter(Finding::isError)
                .map(Problems::error)
                .toList();
        return Refusal.of(errors);
    }

    /** Of a document that is taken: what is passed over, and that it is not served. */
    static Refusal warnings(ImportedApi read) {
        List<FieldError> warnings = new ArrayList<>();
        if (!read.streams()) {
            warnings.add(new FieldError("servers", otherProtocol(read).description()));
        }
        read.findings().stream()
                .filter(finding -> finding.severity() == Finding.Severity.WARNING)
                .map(Problems::error)
                .forEach(warnings::add);
        return Refusal.of(warnings);
    }

    /** Returns whether the document itself is valid, and only no API can be made of it. */
    static boolean isValid(Findings findings) {
        return findings.findings().stream()
                .filter(Finding::isError)
                .allMatch(finding ->
                        finding.rule().equals("import") || finding.rule().startsWith("import-"));
    }

    /** Returns whether it was given up before it was known whether the document is valid. */
    static boolean isGivenUp(Findings findings) {
        return findings.findings().stream().anyMatch(finding -> GIVEN_UP.contains(finding.rule()));
    }

    private static FieldError error(Finding finding) {
        return new FieldError(
                finding.pointer().isEmpty() ? "document" : finding.pointer(),
                finding.message() + place(finding),
                finding.line(),
                finding.column());
    }

    private static String place(Finding finding) {
        return finding.line() == 0 ? "" : " (line " + finding.line() + ", column " + finding.column() + ')';
    }

    static Refusal otherProtocol(ImportedApi read) {
        return Refusal.of(
                PublisherProblem.BAD_REQUEST,
                "The document is of an API over " + String.join(", ", read.protocols())
                        + ". Only Server-Sent Events over http or https are served; an API of another protocol can be"
                        + " shown to developers as one of type ASYNC, which is advertised and not managed.");
    }

    public static Refusal away(String reason) {
        LOG.warnf("the definition service does not answer, reason=%s", reason);
        return Refusal.of(
                PublisherProblem.DEFINITION_SERVICE_AWAY,
                "The service for AsyncAPI documents does not answer; everything else works. Try again later.");
    }
}
