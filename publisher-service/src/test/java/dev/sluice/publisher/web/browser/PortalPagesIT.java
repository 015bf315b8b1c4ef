package dev.sluice.publisher.web.browser;

import static io.restassured.RestAssured.config;
import static io.restassured.RestAssured.given;
import static io.restassured.config.DecoderConfig.decoderConfig;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.anyOf;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.matchesPattern;

import dev.sluice.publisher.PublisherTest;
import io.restassured.response.Response;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is served where people expect the portals; by a build with or without its pages. */
@PublisherTest
class PortalPagesIT {
    private static final Pattern ASSET = Pattern.compile("\"(/portal/assets/[^\"]+)\"");

    @ParameterizedTest
    @ValueSource(strings = {"/publisher", "/publisher/", "/publisher/apis/1/topics", "/devportal", "/admin/users"})
    void everyAddressOfAPortalIsTheSameDocumentWithAPolicyWithoutInlineScript(String path) {
        given().get(path)
                .then()
                .statusCode(200)
                .header("Content-Type", "text/html; charset=utf-8")
                .header("Content-Security-Policy", containsString("default-src 'none'"))
                .header("Cache-Control", "no-cache")
                .header("Sluice-Request-Id", matchesPattern("[0-9a-f]{16}"));
        given().head(path).then().statusCode(200);
        given().body("{}").post(path).then().statusCode(anyOf(is(401), is(404), is(405)));
    }

    @Test
    void theRootLeadsToThePublisherPortal() {
        given().redirects().follow(false).get("/").then().statusCode(302).header("Location", "/publisher");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/publisherx", "/portal", "/portal/assets/none.js", "/devportal.html"})
    void whatIsNoPageIsNotFound(String path) {
        given().get(path).then().statusCode(404);
    }

    @Test
    void aPagesFilesAreKeptByCachesAndSentCompressed() {
        String document = given().get("/publisher").asString();
        List<String> assets =
                ASSET.matcher(document).results().map(found -> found.group(1)).toList();
        if (document.contains("Node.js")) {
            assertThat(assets).isEmpty();
            return;
        }
        assertThat(assets).anyMatch(path -> path.endsWith(".js")).anyMatch(path -> path.endsWith(".css"));
        for (String asset : assets) {
            assertSent(asset, "br, gzip", "br");
            assertSent(asset, "gzip, br;q=0", "gzip");
            assertSent(asset, "identity", null);
        }
    }

    private static void assertSent(String asset, String accepted, @Nullable String coding) {
        Response answer = given().config(config().decoderConfig(decoderConfig().noContentDecoders()))
                .header("Accept-Encoding", accepted)
                .get(asset);
        assertThat(answer.statusCode()).as(asset).isEqualTo(200);
        assertThat(answer.header("Cache-Control")).isEqualTo("public, max-age=31536000, immutable");
        assertThat(answer.header("Content-Encoding")).as(asset).isEqualTo(coding);
        assertThat(answer.asByteArray()).as(asset).isNotEmpty();
    }

    @Test
    void pagesMayConnectToTheGatewaysOfTheEnvironment() {
        String policy = given().get("/publisher").header("Content-Security-Policy");
        if (!policy.contains("script-src")) {
            return;
        }
        assertThat(policy)
                .contains("connect-src 'self' http://localhost:8280 https://localhost:8243;")
                .doesNotContain("unsafe");
    }

    @Test
    void answersWithSecretsAreNotCompressed() {
        Response answer = given().header("Accept-Encoding", "gzip").get("/oauth2/jwks");
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.header("Content-Encoding")).isNull();
    }
}
