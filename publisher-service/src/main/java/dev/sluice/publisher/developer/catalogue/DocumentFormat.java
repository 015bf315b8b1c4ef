package dev.sluice.publisher.developer.catalogue;

import dev.sluice.publisher.api.document.UploadedDocument;

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
