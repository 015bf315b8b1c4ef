package dev.sluice.publisher.api.document;

import dev.sluice.publisher.web.problem.FieldError;
import dev.sluice.publisher.web.problem.Refusal;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.List;
import org.jboss.resteasy.reactive.multipart.FileUpload;
import org.jspecify.annotations.Nullable;

/** The document in a form. */
sealed interface Upload {
    record Sent(UploadedDocument document) implements Upload {}

    record Wrong(Refusal refusal) implements Upload {}

    /** @param text a part that is no file; {@code null} = it was not sent, as the others */
    static Upload read(@Nullable String text, @Nullable FileUpload file) {
        if (file == null && (text == null || text.isBlank())) {
            return wrong("file", "is required: the document, JSON or YAML");
        }
        byte[] bytes = file == null ? String.valueOf(text).getBytes(StandardCharsets.UTF_8) : content(file);
        return of(bytes, file == null ? "apiDefinition" : "file");
    }

    /** @param part where it comes from */
    static Upload of(byte[] bytes, String part) {
        return UploadedDocument.of(bytes).<Upload>map(Sent::new).orElseGet(() -> wrong(part, "is no text in UTF-8"));
    }

    static Upload wrong(String part, String reason) {
        return new Wrong(Refusal.of(List.of(new FieldError(part, reason))));
    }

    /** HTTP has bounded it already. */
    private static byte[] content(FileUpload file) {
        try {
            return Files.readAllBytes(file.uploadedFile());
        } catch (IOException broken) {
            throw new UncheckedIOException("cannot read an uploaded file", broken);
        }
    }
}
