package dev.sluice.publisher.developer.catalogue;

import dev.sluice.publisher.api.document.UploadedDocument;
import dev.sluice.publisher.web.rest.Query;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Which document a developer asks for, by parameters or else by what is acceptable:
 * {@code application/vnd.aai.asyncapi+yaml;version=2.6.0}, or plain JSON or YAML.
 *
 * @param version of AsyncAPI
 * @param isJson YAML otherwise
 * @param isNamed whether the answer's type names AsyncAPI and its version
 */
record DocumentFormat(String version, boolean isJson, boolean isNamed) {
    static final String ASYNCAPI_JSON = "application/vnd.aai.asyncapi+json";
    static final String ASYNCAPI_YAML = "application/vnd.aai.asyncapi+yaml";

    private static final Map<String, String> VERSIONS =
            Map.of("2.6", "2.6.0", "2.6.0", "2.6.0", "3.0", "3.0.0", "3.0.0", "3.0.0");
    private static final String USUAL = "3.0.0";
    private static final int MAX_LENGTH = 64;

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
                format.isEmpty() ? liked.filter(DocumentFormat::isYaml).isEmpty() : format.equals("json"),
                liked.filter(type -> type.getSubtype().startsWith("vnd.")).isPresent());
    }

    private static boolean isYaml(MediaType type) {
        return type.getSubtype().endsWith("yaml");
    }

    String format() {
        return isJson ? "json" : "yaml";
    }

    /** Without the name of AsyncAPI. */
    String plainType() {
        return isJson ? UploadedDocument.JSON : UploadedDocument.YAML;
    }

    /** @param ofDocument the version that it has */
    String mediaType(String ofDocument) {
        return isNamed ? (isJson ? ASYNCAPI_JSON : ASYNCAPI_YAML) + ";version=" + ofDocument : plainType();
    }
}
