package dev.sluice.definition.importing;

import dev.sluice.definition.document.Document;
import dev.sluice.definition.document.DocumentReader;
import dev.sluice.definition.document.LocatedNode;
import dev.sluice.definition.document.Outline;
import dev.sluice.definition.document.ReadResult;
import dev.sluice.definition.document.Work;
import dev.sluice.definition.document.WorkEndedException;
import dev.sluice.definition.validate.Validator;
import dev.sluice.model.definition.Contact;
import dev.sluice.model.definition.DesignTopic;
import dev.sluice.model.definition.Finding;
import dev.sluice.model.definition.Finding.Severity;
import dev.sluice.model.definition.Findings;
import dev.sluice.model.definition.ImportedApi;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Reads an API out of a document. A document that is not valid is refused, but for references that are understood
 * though they are not escaped: WSO2 writes such. Thread safe.
 */
public final class Importer {
    private static final String RULE = "import";

    private final DocumentReader reader;
    private final Validator validator;

    public Importer(DocumentReader reader, Validator validator) {
        this.reader = reader;
        this.validator = validator;
    }

    ImportResult read(byte[] text) {
        return imported(reader.read(text));
    }

    /** @throws WorkEndedException when the work ends before all is read */
    ImportResult read(byte[] text, Work work) {
        return imported(reader.read(text, work));
    }

    private ImportResult imported(ReadResult read) {
        return switch (read) {
            case ReadResult.Refused refused ->
                new ImportResult.Refused(new Findings(false, refused.asyncapi(), List.of(refused.finding())));
            case ReadResult.Parsed parsed -> read(parsed.document());
        };
    }

    private ImportResult read(Document document) {
        List<Finding> findings =
                validator.findings(document).stream().map(Importer::lenient).toList();
        if (findings.stream().anyMatch(Finding::isError)) {
            return refused(document, findings);
        }
        try {
            return facts(document, findings);
        } catch (IllegalArgumentException tooMuch) {
            return refused(document, RULE, String.valueOf(tooMuch.getMessage()), findings);
        }
    }

    private static Finding lenient(Finding finding) {
        return finding.rule().equals(Validator.UNESCAPED_REF)
                ? new Finding(
                        Severity.WARNING,
                        finding.rule(),
                        finding.message(),
                        finding.pointer(),
                        finding.line(),
                        finding.column())
                : finding;
    }

    private static ImportResult facts(Document document, List<Finding> findings) {
        Outline outline = new Outline(document);
        ImportNotes notes = new ImportNotes(document);
        ServersReader servers = new ServersReader(outline, notes);
        AuthReader auth = new AuthReader(outline, notes);
        PayloadReader payloads = new PayloadReader(outline, notes);
        MessagesReader messages = new MessagesReader(outline, payloads);
        List<DesignTopic> topics = new DocumentTopicsReader(outline, notes, auth, messages).topics();
        boolean streams = ServersReader.STREAMING.containsAll(servers.protocols());
        if (streams && topics.isEmpty()) {
            return refused(document, "import-topic", "the document has no channel that clients receive from", findings);
        }
        LocatedNode info = document.top().get("info");
        List<ImportedApi.Server> proposed = servers.servers();
        List<Finding> all = new ArrayList<>(findings);
        all.addAll(notes.findings());
        return new ImportResult.Imported(new ImportedApi(
                document.version().text(),
                info.get("title").text(),
                info.get("version").text(),
                MessagesReader.orNull(info.get("x-context")),
                info.get("description").text(),
                servers.protocols(),
                streams,
                proposed,
                auth.auth(),
                topics,
                messages.messages(),
                payloads.schemas(),
                contact(info.get("contact")),
                tags(outline),
                servers.gateways(),
                payloads.plain(document.top().get("x-sluice-api").node()),
                all));
    }

    private static @Nullable Contact contact(LocatedNode contact) {
        return contact.isObject()
                ? new Contact(
                        MessagesReader.orNull(contact.get("name")),
                        MessagesReader.orNull(contact.get("url")),
                        MessagesReader.orNull(contact.get("email")))
                : null;
    }

    private static List<String> tags(Outline outline) {
        LocatedNode top = outline.document().top();
        LocatedNode tags = outline.document().version().isV3() ? top.get("info").get("tags") : top.get("tags");
        return tags.entries().stream()
                .map(tag -> outline.references().resolve(tag).get("name").text())
                .filter(name -> !name.isEmpty())
                .toList();
    }

    private static ImportResult refused(Document document, String rule, String message, List<Finding> others) {
        List<Finding> findings = new ArrayList<>(others);
        findings.add(document.finding(Severity.ERROR, rule, message, ""));
        return refused(document, findings);
    }

    private static ImportResult refused(Document document, List<Finding> findings) {
        return new ImportResult.Refused(new Findings(false, document.version().text(), findings));
    }
}
