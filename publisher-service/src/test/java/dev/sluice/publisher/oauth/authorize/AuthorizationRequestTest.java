package dev.sluice.publisher.oauth.authorize;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AuthorizationRequestTest {
    private static final String HERE = "https://localhost:9443/portal/callback";
    /** RFC 7636, appendix B. */
    private static final String CHALLENGE = "E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM";

    private static final Map<String, String> GOOD = Map.of(
            "response_type", "code",
            "client_id", "sluice-portal",
            "scope", "openid",
            "redirect_uri", HERE,
            "state", "a state",
            "code_challenge", CHALLENGE,
            "code_challenge_method", "S256",
            "nonce", "a nonce");

    @Test
    void aGoodOneIsGoodAndItsFormHandsBackTheSame() {
        AuthorizationCheck check = check(GOOD);

        assertThat(check)
                .isInstanceOfSatisfying(
                        AuthorizationCheck.Good.class,
                        good -> assertThat(check(good.request().parameters())).isEqualTo(check));
    }

    @ParameterizedTest
    @CsvSource({
        "client_id, another",
        "client_id, ''",
        "redirect_uri, https://evil.example/portal/callback",
        "redirect_uri, ''",
        "state, ''",
    })
    void withoutAKnownClientAndItsAddressNothingIsSentAnywhere(String name, String value) {
        assertThat(check(with(name, value))).isInstanceOf(AuthorizationCheck.Unknown.class);
    }

    @ParameterizedTest
    @CsvSource({
        "response_type, token, unsupported_response_type",
        "response_type, code id_token, unsupported_response_type",
        "scope, profile, invalid_scope",
        "code_challenge, '', invalid_request",
        "code_challenge, short, invalid_request",
        "code_challenge_method, plain, invalid_request",
        "code_challenge_method, '', invalid_request",
        "prompt, none, login_required"
    })
    void whatIsWrongOtherwiseIsToldToTheClient(String name, String value, String error) {
        assertThat(check(with(name, value))).isInstanceOfSatisfying(AuthorizationCheck.Refused.class, refused -> {
            assertThat(refused.error()).isEqualTo(error);
            assertThat(refused.state()).isEqualTo("a state");
        });
    }

    @ParameterizedTest
    @ValueSource(strings = {"client_id", "redirect_uri", "state", "code_challenge", "nonce", "scope"})
    void nothingIsTakenThatIsTooLong(String name) {
        assertThat(check(with(name, "x".repeat(600)))).isNotInstanceOf(AuthorizationCheck.Good.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"client_id", "redirect_uri", "state", "response_type", "code_challenge"})
    void aParameterThatIsThereTwiceIsNotThere(String name) {
        Map<String, List<String>> twice = new HashMap<>(lists(GOOD));
        twice.put(name, List.of(GOOD.getOrDefault(name, ""), GOOD.getOrDefault(name, "")));

        assertThat(AuthorizationRequest.check(twice, HERE::equals)).isNotInstanceOf(AuthorizationCheck.Good.class);
    }

    @Test
    void theChallengeIsThatOfTheStandard() {
        assertThat(AuthorizationCodes.challenge("dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk"))
                .isEqualTo(CHALLENGE);
    }

    private static AuthorizationCheck check(Map<String, String> parameters) {
        return AuthorizationRequest.check(lists(parameters), HERE::equals);
    }

    private static Map<String, List<String>> lists(Map<String, String> parameters) {
        Map<String, List<String>> lists = new HashMap<>();
        parameters.forEach((name, value) -> lists.put(name, List.of(value)));
        return lists;
    }

    private static Map<String, String> with(String name, String value) {
        Map<String, String> changed = new HashMap<>(GOOD);
        changed.put(name, value);
        return changed;
    }
}
