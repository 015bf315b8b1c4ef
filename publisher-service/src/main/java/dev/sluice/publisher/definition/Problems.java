package dev.sluice.publisher.definition;

import dev.sluice.model.definition.Finding;
import dev.sluice.model.definition.Findings;
import dev.sluice.model.definition.ImportedApi;
import dev.sluice.publisher.problem.FieldError;
import dev.sluice.publisher.problem.PublisherProblem;
import dev.sluice.publisher.problem.Refusal;
import java.util.List;
import org.jboss.logging.Logger;

/** What is said when a document is not taken. */
final class Problems {
    private static final Logger LOG = Logger.getLogger(Problems.class);

    private Problems() {}

    /** Every error with the place in the text; the pointer as the field. */
    static Refusal of(Findings findings) {
        List<FieldError> errors = findings.findings().stream()
                .filter(Finding::isError)
                .map(finding -> new FieldError(
                        finding.pointer().isEmpty() ? "document" : finding.pointer(),
                        finding.message() + place(finding)))
                .toList();
        return Refusal.of(errors);
    }

    private static String place(Finding finding) {
        return finding.line() == 0 ? "" : " (line " + finding.line() + ", column " + finding.column() + ')';
    }

    static Refusal otherProtocol(ImportedApi read) {
        return Refusal.of(
                PublisherProblem.BAD_REQUEST,
                "The document is of an API over " + String.join(", ", read.protocols())
                        + ". Only Server-Sent Events over http or https are served.");
    }

    static Refusal away(String reason) {
        LOG.warnf("the definition service does not answer, reason=%s", reason);
        return Refusal.of(
                PublisherProblem.DEFINITION_SERVICE_AWAY,
                "The service for AsyncAPI documents does not answer; everything else works. Try again later.");
    }
}
