package dev.sluice.publisher.api.document;

import dev.sluice.publisher.Requests;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import java.nio.charset.StandardCharsets;

/** The forms with documents that scripts send. */
record DocumentForms(Requests requests) {
    static final String APIS = Requests.PUBLISHER + "/apis";

    private RequestSpecification form() {
        return requests.asAdmin().contentType("multipart/form-data");
    }

    private RequestSpecification file(String document) {
        return form().multiPart(
                        "file", "api.yaml", document.getBytes(StandardCharsets.UTF_8), "application/octet-stream");
    }

    Response validate(String document) {
        return file(document).post(APIS + "/validate-asyncapi?returnContent=true");
    }

    Response create(String document, String additionalProperties) {
        return file(document)
                .multiPart("additionalProperties", additionalProperties)
                .post(APIS + "/import-asyncapi");
    }

    Response createWithPart(String document, String additionalProperties, String part) {
        return file(document)
                .multiPart("additionalProperties", additionalProperties)
                .multiPart(part, "{}")
                .post(APIS + "/import-asyncapi");
    }

    /** The id of an API made of a document under this name. */
    String created(String document, String name) {
        return create(document, "{\"name\":\"%s\",\"context\":\"/%s\"}".formatted(name, name))
                .then()
                .statusCode(201)
                .extract()
                .path("id");
    }

    /** Of a document that is to be fetched. */
    Response createFrom(String url, String additionalProperties) {
        return form().multiPart("url", url)
                .multiPart("additionalProperties", additionalProperties)
                .post(APIS + "/import-asyncapi");
    }

    Response putFrom(String apiId, String url) {
        return form().multiPart("url", url).put(APIS + '/' + apiId + "/asyncapi");
    }

    Response put(String apiId, String document) {
        return form().multiPart("apiDefinition", document).put(APIS + '/' + apiId + "/asyncapi");
    }

    Response part(String path, String name, String value) {
        return form().multiPart(name, value).post(APIS + path);
    }

    Response get(String apiId, String accept) {
        return requests.asAdmin().accept(accept).get(APIS + '/' + apiId + "/asyncapi");
    }
}
