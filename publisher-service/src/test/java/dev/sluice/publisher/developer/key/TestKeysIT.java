package dev.sluice.publisher.developer.key;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;

import dev.sluice.publisher.PublisherTest;
import dev.sluice.publisher.Requests;
import io.restassured.RestAssured;
import io.restassured.response.Response;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jose4j.jwk.JsonWebKeySet;
import org.jose4j.jwt.JwtClaims;
import org.jose4j.jwt.consumer.JwtConsumerBuilder;
import org.jose4j.keys.resolvers.JwksVerificationKeyResolver;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Keys to try out an API. */
@PublisherTest
class TestKeysIT {
    private Requests requests = new Requests(0);

    @BeforeEach
    void aim() {
        requests = new Requests(RestAssured.port);
    }

    @Test
    void aTestKeyIsATokenForThisApiAlone() throws Exception {
        String apiId = requests.createApi(Requests.freshName());

        Response answer = generate(apiId);

        answer.then()
                .statusCode(200)
                .header("Cache-Control", containsString("no-store"))
                .body("validityTime", equalTo(3600));
        JwtClaims claims = claims(answer, apiId);
        assertThat(claims.getSubject()).isEqualTo("admin");
        assertThat(claims.getStringClaimValue("token_type")).isEqualTo("InternalKey");
        assertThat(claims.getStringClaimValue("keytype")).isEqualTo("PRODUCTION");
        assertThat(claims.hasClaim("azp")).isFalse();
        assertThat(claims.getExpirationTime().getValue() - claims.getIssuedAt().getValue())
                .isEqualTo(3600);
        assertThat(claims.getJwtId()).isNotBlank();
    }

    @Test
    void anApiWithASandboxOnlyIsTriedOutThere() throws Exception {
        String apiId = requests.asAdmin()
                .body(Requests.api(
                        Requests.freshName(),
                        "endpointConfig",
                        Map.of("sandbox_endpoints", Map.of("url", "http://localhost:8080"))))
                .post(Requests.PUBLISHER + "/apis")
                .path("id");

        assertThat(claims(generate(apiId), apiId).getStringClaimValue("keytype"))
                .isEqualTo("SANDBOX");
    }

    @Test
    void theEndpointCanBeChosen() throws Exception {
        String apiId = requests.createApi(Requests.freshName());

        Response sandbox =
                requests.asAdmin().post(Requests.PUBLISHER + "/apis/" + apiId + "/generate-key?keyType=SANDBOX");
        Response other = requests.asAdmin().post(Requests.PUBLISHER + "/apis/" + apiId + "/generate-key?keyType=TEST");

        assertThat(claims(sandbox, apiId).getStringClaimValue("keytype")).isEqualTo("SANDBOX");
        other.then().statusCode(400).body("error[0].code", equalTo("keyType"));
    }

    @Test
    void aRetiredOrUnknownApiHasNone() {
        String apiId = requests.createApi(Requests.freshName());
        for (String action : List.of("Publish", "Deprecate", "Retire")) {
            requests.changeLifecycle(apiId, action).then().statusCode(200);
        }

        generate(apiId).then().statusCode(400).body("description", containsString("retired"));
        generate(UUID.randomUUID().toString()).then().statusCode(404).body("code", equalTo(900308));
    }

    private Response generate(String apiId) {
        return requests.asAdmin().post(Requests.PUBLISHER + "/apis/" + apiId + "/generate-key");
    }

    private JwtClaims claims(Response answer, String apiId) throws Exception {
        var jwks = new JsonWebKeySet(requests.asVisitor().get("/oauth2/jwks").asString());
        return new JwtConsumerBuilder()
                .setVerificationKeyResolver(new JwksVerificationKeyResolver(jwks.getJsonWebKeys()))
                .setExpectedAudience(apiId)
                .setExpectedIssuer("https://localhost:9443/oauth2/token")
                .build()
                .processToClaims(answer.path("apikey"));
    }
}
