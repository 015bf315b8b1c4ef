package dev.sluice.publisher.oauth.keymanager;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jose4j.jwk.EcJwkGenerator;
import org.jose4j.jwk.JsonWebKey.OutputControlLevel;
import org.jose4j.jwk.PublicJsonWebKey;
import org.jose4j.jwk.RsaJsonWebKey;
import org.jose4j.jwk.RsaJwkGenerator;
import org.jose4j.keys.EllipticCurves;
import org.jose4j.lang.JoseException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class KeySetReaderTest {
    private static final RsaJsonWebKey RSA = rsa();

    private static RsaJsonWebKey rsa() {
        try {
            RsaJsonWebKey key = RsaJwkGenerator.generateJwk(2048);
            key.setKeyId("r");
            return key;
        } catch (JoseException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    @Test
    void theKeysThatGatewaysCanUseAreTakenWithoutWhatIsPrivate() throws Exception {
        PublicJsonWebKey curve = EcJwkGenerator.generateJwk(EllipticCurves.P256);
        curve.setKeyId("e");
        String set = set(
                RSA.toJson(OutputControlLevel.INCLUDE_PRIVATE),
                curve.toJson(),
                EcJwkGenerator.generateJwk(EllipticCurves.P384).toJson(),
                "{\"kty\":\"oct\",\"k\":\"AAAA\"}",
                "{\"kty\":\"RSA\",\"n\":\"AQAB\",\"e\":\"AQAB\"}",
                "{\"kty\":\"RSA\",\"n\":7}",
                "{}",
                member(RSA, "use", "enc"),
                member(RSA, "alg", "RS512"));

        List<Map<String, String>> keys = good(KeySetReader.ofJwks(set));

        assertThat(keys).extracting(key -> key.get("kid")).containsExactly("r", "e");
        assertThat(keys.getFirst()).containsOnlyKeys("kty", "kid", "n", "e");
        assertThat(keys.getLast()).containsOnlyKeys("kty", "kid", "crv", "x", "y");
    }

    @Test
    void aSetThatIsKeptMustHaveNothingPrivate() {
        assertThat(KeySetReader.ofGivenJwks(set(RSA.toJson()))).isInstanceOf(KeySet.Good.class);
        for (String secret :
                List.of(RSA.toJson(OutputControlLevel.INCLUDE_PRIVATE), "{\"kty\":\"oct\",\"k\":\"AAAA\"}")) {
            assertThat(KeySetReader.ofGivenJwks(set(RSA.toJson(), secret)))
                    .isEqualTo(new KeySet.Bad("has a private or secret key: send public keys alone"));
        }
    }

    @Test
    void ofAnIdTheFirstCountsAndOfManyKeysTheFirstTwenty() {
        String many = IntStream.range(0, 25)
                .mapToObj(i -> member(RSA, "kid", "k" + i / 2))
                .collect(Collectors.joining(","));
        String more = IntStream.range(0, 25)
                .mapToObj(i -> member(RSA, "kid", "k" + i))
                .collect(Collectors.joining(","));

        assertThat(good(KeySetReader.ofJwks(set(many)))).hasSize(13);
        assertThat(good(KeySetReader.ofJwks(set(more)))).hasSize(20);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "{",
                "[]",
                "1",
                "null",
                "{}",
                "{\"keys\":{}}",
                "{\"keys\":[1]}",
                "{\"keys\":[null]}",
                "{\"keys\":[],\"keys\":[]}",
                "<html>"
            })
    void whatIsNoSetIsRefused(String text) {
        assertThat(KeySetReader.ofJwks(text)).isInstanceOf(KeySet.Bad.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "{}", "{\"kty\":\"oct\",\"k\":\"AAAA\"}", "{\"kty\":\"EC\",\"crv\":\"P-384\"}"})
    void aSetWithoutAKeyThatCanBeUsedIsAnAnswerButNothingToGive(String key) {
        assertThat(KeySetReader.ofJwks(set(key))).isInstanceOf(KeySet.Empty.class);
        assertThat(KeySetReader.ofGivenJwks(set(key))).isNotInstanceOf(KeySet.Good.class);
    }

    @Test
    void aSetThatIsTooLargeIsRefusedUnread() {
        assertThat(KeySetReader.ofJwks(set(RSA.toJson()) + " ".repeat(KeySetReader.MAX_BYTES)))
                .isInstanceOf(KeySet.Bad.class);
    }

    @Test
    void aPublicKeyIsTakenAsPemAndAsThatInBase64() {
        String pem = "-----BEGIN PUBLIC KEY-----\n"
                + Base64.getMimeEncoder().encodeToString(RSA.getRsaPublicKey().getEncoded())
                + "\n-----END PUBLIC KEY-----\n";
        String encoded = Base64.getEncoder().encodeToString(pem.getBytes(StandardCharsets.US_ASCII));

        for (String text : List.of(pem, encoded)) {
            assertThat(good(KeySetReader.ofPem(text)).getFirst())
                    .containsEntry(
                            "n",
                            String.valueOf(
                                    RSA.toParams(OutputControlLevel.PUBLIC_ONLY).get("n")))
                    .doesNotContainKey("kid");
        }
        assertThat(KeySetReader.ofPem(pem + pem)).isInstanceOf(KeySet.Bad.class);
        assertThat(KeySetReader.ofPem(pem.replace("PUBLIC KEY", "CERTIFICATE"))).isInstanceOf(KeySet.Bad.class);
        assertThat(KeySetReader.ofPem(pem.replace("PUBLIC KEY", "PRIVATE KEY"))).isInstanceOf(KeySet.Bad.class);
        assertThat(KeySetReader.ofPem("x")).isInstanceOf(KeySet.Bad.class);
    }

    private static List<Map<String, String>> good(KeySet set) {
        assertThat(set).isInstanceOf(KeySet.Good.class);
        return ((KeySet.Good) set).keys();
    }

    private static String set(String... keys) {
        return "{\"keys\":[" + String.join(",", keys) + "]}";
    }

    private static String member(RsaJsonWebKey key, String name, String value) {
        Map<String, Object> members = key.toParams(OutputControlLevel.PUBLIC_ONLY);
        members.put(name, value);
        return org.jose4j.json.JsonUtil.toJson(members);
    }
}
