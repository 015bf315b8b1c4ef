package dev.sluice.publisher.developer.catalogue;

import dev.sluice.publisher.web.rest.Query;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Which format is asked for, out of a request. */
final class DocumentFormatReader {
    private static final Map<String, String> VERSIONS =
            Map.of("2.6", "2.6.0", "2.6.0", "2.6.0", "3.0", "3.0.0", "3.0.0", "3.0.0");
    private static final String USUAL = "3.0.0";
    private static final int MAX_LENGTH = 64;

    private DocumentFormatReader() {}

    /** @param acceptable the one that is liked best first */
    static DocumentFormat read(Query query, List<MediaType> acceptable) {
        String version = query.text("version", MAX_LENGTH);
        if (!version.isEmpty() && !VERSIONS.containsKey(version)) {
            query.wrong("version", "must be one of 2.6.0, 3.0.0");
        }
        String format = query.text("format", MAX_LENGTH);
        if (!format.isEmpty() && !format.equals("json") && !format.equals("yaml")) {
            query.wrong("format", "must be one of json, yaml");
        }
        Optional<MediaType> liked = acceptable.stream().findFirst();
        String byAccept = liked.map(type -> type.getParameters().get("version")).orElse("");
        return new DocumentFormat(
                VERSIONS.getOrDefault(version.isEmpty() ? byAccept : version, USUAL),
                format.isEmpty() ? liked.filter(DocumentFormatReader::isYaml).isEmpty() : format.equals("json"),
                liked.filter(type -> type.getSubtype().startsWith("vnd.")).isPresent());
    }

    private static boolean isYaml(MediaType type) {
        return type.getSubtype().endsWith("yaml");
    }
}
