package dev.sluice.definition.validate;

import com.networknt.schema.Error;
import com.networknt.schema.Schema;
import dev.sluice.definition.document.Document;
import dev.sluice.definition.document.Outline;
import dev.sluice.model.definition.Finding.Severity;
import java.util.List;

/** What the official schema of the document's version says. Formats are warnings: checkers do not agree about them. */
final class SchemaRules implements Rule {
    private static final String RULE = "schema";

    private final OfficialSchemas schemas;

    SchemaRules(OfficialSchemas schemas) {
        this.schemas = schemas;
    }

    @Override
    public void check(Outline outline, FindingList findings) {
        Schema schema = outline.document()
                .work()
                .apart(() -> schemas.of(outline.document().version()));
        for (SchemaErrors.Violation error : SchemaErrors.of(errors(schema, outline.document()))) {
            Severity severity = error.keyword().equals("format") ? Severity.WARNING : Severity.ERROR;
            findings.add(severity, RULE, error.pointer(), error.message());
        }
    }

    private static List<Error> errors(Schema schema, Document document) {
        try {
            return schema.validate(document.root(), context -> WatchedDialect.watch(context, document.work()));
        } catch (WatchedDialect.TooManyErrors some) {
            return some.found();
        }
    }
}
