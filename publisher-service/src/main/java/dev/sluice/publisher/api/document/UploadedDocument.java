package dev.sluice.publisher.api.document;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** A document as somebody has sent it. */
public record UploadedDocument(byte[] bytes, String text) {
    public static final String JSON = "application/json";
    public static final String YAML = "application/yaml";

    /** Empty when the bytes are no text in UTF-8, or hold what the database stores in no text. */
    static Optional<UploadedDocument> of(byte[] bytes) {
        try {
            String text = StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
            return text.indexOf('\0') >= 0 ? Optional.empty() : Optional.of(new UploadedDocument(bytes, text));
        } catch (CharacterCodingException broken) {
            return Optional.empty();
        }
    }

    String mediaType() {
        return text.stripLeading().startsWith("{") ? JSON : YAML;
    }
}
