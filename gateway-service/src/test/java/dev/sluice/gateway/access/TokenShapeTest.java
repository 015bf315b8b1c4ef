package dev.sluice.gateway.access;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.model.access.AccessKey;
import dev.sluice.model.api.KeyType;
import dev.sluice.model.secret.KeyFile;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Tokens and tickets with a good signature over a header or claims of any shape: refused or taken, never an exception. */
class TokenShapeTest {
    private static final long NOW = 1_800_000_000_000L;
    private static final TestIssuer OURS = TestIssuer.withKey("key-1");
    private static final byte[] TICKET_KEY = new byte[32];

    /** Literals of JSON. */
    private static final List<String> ODD = List.of(
            "null",
            "0",
            "1e9",
            "1e999",
            "9223372036854775807",
            "99999999999999999999999999",
            "\"\"",
            "\"x\"",
            "\"\\ud800\"",
            "\"\\u0000\"",
            "[]",
            "[null]",
            "[\"b64\"]",
            "{}",
            "{\"a\":1}",
            "[".repeat(100) + "]".repeat(100),
            "{\"a\":".repeat(100) + "1" + "}".repeat(100));

    private static final Set<String> MUST_BE_RIGHT = Set.of("alg", "kid", "crit", "jku", "jwk", "x5u", "x5c");

    private final AccessTable table = new AccessTable();
    private final JwtVerifier verifier = new JwtVerifier(table, null);
    private final Tickets tickets =
            Tickets.signedBy(KeyFile.of(List.of("t1:" + Base64.getEncoder().encodeToString(TICKET_KEY)), "keys"));

    @BeforeEach
    void ourKeyIsInForce() {
        table.put(AccessKey.signingKey("key-1"), OURS.record(1));
    }

    @Test
    void noHeaderOfATokenIsAFailure() {
        Map<String, String> good = Map.of("alg", "\"RS256\"", "kid", "\"key-1\"");
        String claims = TestIssuer.claims("client", "jti", NOW + 60_000).toJson();
        assertThat(verify(json(good), claims)).isInstanceOf(TokenResult.Valid.class);
        for (String name : List.of("alg", "kid", "crit", "typ", "b64", "jku", "jwk", "x5u", "x5c", "x5t", "zip")) {
            for (String value : ODD) {
                TokenResult result = verify(json(with(good, name, value)), claims);
                boolean isNone = value.equals("null") && !good.containsKey(name);
                if (MUST_BE_RIGHT.contains(name) && !isNone) {
                    assertThat(result).as("%s: %s", name, value).isNotInstanceOf(TokenResult.Valid.class);
                }
            }
        }
    }

    @Test
    void whatIsNoHeaderIsRefused() {
        String claims = TestIssuer.claims("client", "jti", NOW + 60_000).toJson();
        String twice = "{\"alg\":\"RS256\",\"kid\":\"key-1\",\"kid\":\"key-1\"}";
        for (String header : List.of("", "{", "[]", "1", "null", "\"RS256\"", "{}{}", "\ufeff{}", "{\"alg\"}", twice)) {
            assertThat(verify(header, claims)).as(header).isInstanceOf(TokenResult.Invalid.class);
        }
    }

    @Test
    void noClaimIsAFailure() {
        String header = "{\"alg\":\"RS256\",\"kid\":\"key-1\"}";
        Map<String, String> access = new LinkedHashMap<>();
        TestIssuer.claims("client", "jti", NOW + 60_000)
                .getClaimsMap()
                .forEach((name, value) -> access.put(name, literal(value)));
        Map<String, String> test = new LinkedHashMap<>();
        TestIssuer.testKey("api", KeyType.SANDBOX, "jti", NOW + 60_000)
                .getClaimsMap()
                .forEach((name, value) -> test.put(name, literal(value)));
        for (Map<String, String> good : List.of(access, test)) {
            assertThat(verify(header, json(good))).isInstanceOf(TokenResult.Valid.class);
            for (String name :
                    List.of("iss", "sub", "aud", "azp", "jti", "exp", "nbf", "iat", "scope", "keytype", "token_type")) {
                for (String value : ODD) {
                    TokenResult result = verify(header, json(with(good, name, value)));
                    if (Set.of("iss", "exp").contains(name) && !isTime(name, value)) {
                        assertThat(result).as("%s: %s", name, value).isNotInstanceOf(TokenResult.Valid.class);
                    }
                }
            }
        }
        for (String payload : List.of("", "{", "[]", "1", "null", "\"x\"", "{}")) {
            assertThat(verify(header, payload)).as(payload).isNotInstanceOf(TokenResult.Valid.class);
        }
    }

    @Test
    void noHeaderOfATicketIsAFailure() {
        Map<String, String> good = Map.of("alg", "\"HS256\"", "kid", "\"t1\"", "typ", "\"sluice-ticket\"");
        String claims = "{\"aud\":\"api\",\"sub\":\"app\",\"azp\":\"client\",\"jti\":\"jti\",\"keytype\":\"P\","
                + "\"scopes\":[],\"path\":\"/x\",\"iat\":1,\"exp\":2}";
        assertThat(tickets.read(ticket(json(good), claims))).isPresent();
        for (String name : List.of("alg", "kid", "crit", "typ", "cty", "b64", "jku", "jwk", "x5u", "x5c", "zip")) {
            for (String value : ODD) {
                boolean isRead = tickets.read(ticket(json(with(good, name, value)), claims))
                        .isPresent();
                if (Set.of("alg", "kid", "typ").contains(name) || (name.equals("crit") && !value.equals("null"))) {
                    assertThat(isRead).as("%s: %s", name, value).isFalse();
                }
            }
        }
    }

    private TokenResult verify(String header, String payload) {
        return verifier.verify(OURS.signRaw(header, payload), NOW);
    }

    private static String ticket(String header, String payload) {
        String signed = TestIssuer.encoded(header) + '.' + TestIssuer.encoded(payload);
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(TICKET_KEY, "HmacSHA256"));
            return signed
                    + '.'
                    + Base64.getUrlEncoder()
                            .withoutPadding()
                            .encodeToString(mac.doFinal(signed.getBytes(StandardCharsets.US_ASCII)));
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    /** A time that lies ahead is one. */
    private static boolean isTime(String name, String value) {
        return name.equals("exp") && Character.isDigit(value.charAt(0));
    }

    private static String literal(Object value) {
        return value instanceof Number ? value.toString() : '"' + value.toString() + '"';
    }

    private static Map<String, String> with(Map<String, String> members, String name, String value) {
        Map<String, String> changed = new LinkedHashMap<>(members);
        changed.put(name, value);
        return changed;
    }

    private static String json(Map<String, String> members) {
        return members.entrySet().stream()
                .map(member -> '"' + member.getKey() + "\":" + member.getValue())
                .reduce((left, right) -> left + ',' + right)
                .map(all -> '{' + all + '}')
                .orElse("{}");
    }
}
