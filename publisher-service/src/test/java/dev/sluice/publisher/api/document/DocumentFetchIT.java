package dev.sluice.publisher.api.document;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;

import dev.sluice.publisher.PublisherTest;
import dev.sluice.publisher.Requests;
import dev.sluice.publisher.SmallBackend;
import io.restassured.RestAssured;
import io.restassured.response.Response;
import java.io.IOException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Documents that are fetched from where a form says. */
@PublisherTest
class DocumentFetchIT {
    private static final String DOCUMENT = "asyncapi: 2.6.0\n# a comment that must stay\n";
    private static final String OK = "HTTP/1.1 200 OK\r\nConnection: close\r\n";

    private Requests requests = new Requests(0);
    private DocumentForms forms = new DocumentForms(requests);

    @BeforeEach
    void aim() {
        requests = new Requests(RestAssured.port);
        forms = new DocumentForms(requests);
    }

    @Test
    void anApiIsMadeOfAFetchedDocumentAndChangedByOne() throws IOException {
        // Given
        String name = Requests.freshName();
        try (SmallBackend server = SmallBackend.saying(OK + "Content-Type: text/plain\r\n\r\n" + DOCUMENT);
                SmallBackend other = SmallBackend.saying(OK + "\r\n" + DOCUMENT + "# more")) {
            // When
            String apiId = forms.createFrom(
                            server.url("/api.yaml"), "{\"name\":\"%s\",\"context\":\"/%s\"}".formatted(name, name))
                    .then()
                    .statusCode(201)
                    .body("name", equalTo(name))
                    .extract()
                    .path("id");

            // Then
            assertThat(forms.get(apiId, "*/*").asString()).isEqualTo(DOCUMENT);
            assertThat(server.asked()).hasSize(1);
            assertThat(server.asked().getFirst().header("Authorization")).isEqualTo("absent");

            // When
            forms.putFrom(apiId, other.url("/")).then().statusCode(200);

            // Then
            assertThat(forms.get(apiId, "*/*").asString()).isEqualTo(DOCUMENT + "# more");
        }
    }

    @Test
    void aFetchedDocumentIsCheckedAndShown() throws IOException {
        try (SmallBackend server = SmallBackend.saying(OK + "\r\n" + FakeDefinitionService.WRONG)) {
            validate(server.url("/"))
                    .then()
                    .statusCode(200)
                    .body("isValid", equalTo(false))
                    .body("errors[0].line", equalTo(2));
        }
        try (SmallBackend server = SmallBackend.saying(OK + "\r\n" + DOCUMENT)) {
            validate(server.url("/")).then().body("content", equalTo(DOCUMENT));
        }
    }

    @Test
    void redirectsAreFollowedAndEachPlaceIsChecked() throws IOException {
        try (SmallBackend server = SmallBackend.saying(OK + "\r\n" + DOCUMENT);
                SmallBackend moved = new SmallBackend(asked -> asked.redirect(server.url("/new")));
                SmallBackend lured = new SmallBackend(asked -> asked.redirect("http://169.254.169.254/latest"));
                SmallBackend round = new SmallBackend(asked -> asked.redirect("/again"))) {
            validate(moved.url("/")).then().body("content", equalTo(DOCUMENT));
            refused(lured.url("/"), "address is not allowed");
            refused(round.url("/"), "redirects more than 5 times");
            assertThat(round.asked()).hasSize(6);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "404 Not Found,'',answers with status 404",
        "200 OK,'Content-Encoding: gzip\r\n',compressed",
        "200 OK,'Content-Length: 9\r\n',connection"
    })
    void whatIsNoDocumentIsRefusedWithTheReason(String status, String head, String reason) throws IOException {
        try (SmallBackend server =
                SmallBackend.saying("HTTP/1.1 " + status + "\r\nConnection: close\r\n" + head + "\r\nshort")) {
            refused(server.url("/"), reason);
        }
    }

    @Test
    void moreThanTwoMebibytesAreNotFetched() throws IOException {
        try (SmallBackend server = SmallBackend.saying(OK + "\r\n" + "#".repeat(DocumentFetch.MAX_BYTES + 1))) {
            refused(server.url("/"), "sends more than");
        }
    }

    @Test
    void placesThatAreNoneAreRefused() throws IOException {
        try (SmallBackend server = SmallBackend.saying(OK)) {
            refused("http://169.254.169.254/latest", "address is not allowed");
            refused("ftp://example.com/api.yaml", "");
            refused("not a url", "");
            refused("http://example.com/" + "x".repeat(2_000), "2000 characters");
            String closed = server.url("/");
            server.close();
            refused(closed, "refuses the connection");
        }
    }

    @Test
    void aFormHasADocumentOrAPlaceAndNotBoth() throws IOException {
        try (SmallBackend server = SmallBackend.saying(OK + "\r\n" + DOCUMENT)) {
            requests.asAdmin()
                    .contentType("multipart/form-data")
                    .multiPart("url", server.url("/"))
                    .multiPart("file", "api.yaml", DOCUMENT.getBytes(java.nio.charset.StandardCharsets.UTF_8))
                    .post(DocumentForms.APIS + "/validate-asyncapi")
                    .then()
                    .statusCode(400)
                    .body("error.code", contains("url"));
            assertThat(server.asked()).isEmpty();
        }
    }

    private Response validate(String url) {
        return forms.part("/validate-asyncapi?returnContent=true", "url", url);
    }

    private void refused(String url, String reason) {
        validate(url)
                .then()
                .statusCode(400)
                .body("error.code", contains("url"))
                .body("error[0].message", containsString(reason));
    }
}
