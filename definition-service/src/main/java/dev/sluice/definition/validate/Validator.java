package dev.sluice.definition.validate;

import dev.sluice.definition.document.Document;
import dev.sluice.definition.document.DocumentReader;
import dev.sluice.definition.document.Outline;
import dev.sluice.definition.document.ReadResult;
import dev.sluice.definition.document.Work;
import dev.sluice.definition.document.WorkEndedException;
import dev.sluice.model.definition.Finding;
import dev.sluice.model.definition.Findings;
import java.util.List;

/** Checks documents. Thread safe; nothing outside of the document is looked at. */
public final class Validator {
    /** The rule of references that are understood and not written as they should be. */
    public static final String UNESCAPED_REF = ReferenceRules.UNESCAPED_REF;

    private final DocumentReader reader;
    private final List<Rule> rules;

    public Validator(DocumentReader reader) {
        this.reader = reader;
        this.rules = List.of(
                new SchemaRules(new OfficialSchemas()),
                new ReferenceRules(),
                new ServerRules(),
                new ChannelRules(),
                new OperationRules(),
                new QueryRules(),
                new SecurityRules(),
                new UniquenessRules(),
                new PatternRules(),
                new ExampleRules(),
                new HintRules());
    }

    /** Everything that is found in a text, which may be no document at all. */
    public Findings validate(byte[] text) {
        return validate(reader.read(text));
    }

    /**
     * The same as a part of this work.
     *
     * @throws WorkEndedException when that ends before all is checked
     */
    public Findings validate(byte[] text, Work work) {
        return validate(reader.read(text, work));
    }

    private Findings validate(ReadResult read) {
        return switch (read) {
            case ReadResult.Refused refused -> new Findings(false, refused.asyncapi(), List.of(refused.finding()));
            case ReadResult.Parsed parsed -> {
                List<Finding> findings = findings(parsed.document());
                boolean valid = findings.stream().noneMatch(Finding::isError);
                yield new Findings(valid, parsed.document().version().text(), findings);
            }
        };
    }

    /** Everything that is found in a document, in the order of its text. */
    public List<Finding> findings(Document document) {
        Outline outline = new Outline(document);
        FindingList findings = new FindingList(document);
        for (Rule rule : rules) {
            document.work().look();
            rule.check(outline, findings);
        }
        document.work().look();
        return findings.inOrder();
    }
}
