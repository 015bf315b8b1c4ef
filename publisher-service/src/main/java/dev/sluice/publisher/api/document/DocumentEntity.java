package dev.sluice.publisher.api.document;

import dev.sluice.model.definition.ImportedApi;
import dev.sluice.model.wire.Wire;
import dev.sluice.publisher.audit.Audited;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.UUID;

/** The document that an API was imported with, or that was put last. */
@Entity
@Audited(
        value = "document",
        quiet = {"facts", "fingerprint"})
@Table(name = "api_document")
public class DocumentEntity {
    @Id
    private UUID apiId;

    @Column(name = "document")
    private String text;

    private String mediaType;
    private String facts;
    private String fingerprint;

    @SuppressWarnings("NullAway.Init")
    protected DocumentEntity() {}

    DocumentEntity(UUID apiId) {
        this.apiId = apiId;
        this.text = "";
        this.mediaType = "";
        this.facts = "";
        this.fingerprint = "";
    }

    void put(UploadedDocument uploaded, ImportedApi read, String designFingerprint) {
        text = uploaded.text();
        mediaType = uploaded.mediaType();
        facts = new String(Wire.write(withoutWhatTheApiHolds(read)), StandardCharsets.UTF_8);
        fingerprint = designFingerprint;
    }

    /** The text as it was sent. */
    public String text() {
        return text;
    }

    public String mediaType() {
        return mediaType;
    }

    /** What it tells of messages and parameters, which the API itself does not hold. */
    public ImportedApi facts() {
        return Wire.readImportedApi(facts.getBytes(StandardCharsets.UTF_8));
    }

    /** Of the design that the API had then. */
    String fingerprint() {
        return fingerprint;
    }

    private static ImportedApi withoutWhatTheApiHolds(ImportedApi read) {
        return new ImportedApi(
                read.asyncapi(),
                read.name(),
                read.version(),
                read.context(),
                read.description(),
                read.protocols(),
                read.streams(),
                read.servers(),
                read.auth(),
                read.topics(),
                read.messages(),
                read.schemas(),
                null,
                List.of(),
                List.of(),
                null,
                List.of());
    }
}
