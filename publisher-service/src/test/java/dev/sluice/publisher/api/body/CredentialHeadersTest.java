package dev.sluice.publisher.api.body;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.sluice.model.api.ApiAuth;
import dev.sluice.publisher.web.problem.FieldError;
import dev.sluice.publisher.web.problem.Fields;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CredentialHeadersTest {
    private static final String TOKEN = "authorizationHeader";
    private static final String KEY = "apiKeyHeader";

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Host",
                "accept",
                "Accept-Language",
                "Cookie",
                "Set-Cookie",
                "Origin",
                "Referer",
                "Last-Event-ID",
                "Content-Length",
                "Content-Type",
                "TRANSFER-ENCODING",
                "Connection",
                "Upgrade",
                "Cache-Control",
                "User-Agent",
                "If-Match",
                "Access-Control-Request-Headers",
                "Internal-Key",
                "X-Forwarded-For",
                "X-Real-IP",
                "Forwarded",
                "Sec-Fetch-Mode",
                "Proxy-Authorization"
            })
    void aHeaderThatIsReadForSomethingElseHoldsNoCredentials(String header) {
        assertThat(wrong(Map.of(KEY, header), null)).containsExactly(KEY);
        assertThat(wrong(Map.of(TOKEN, header), null)).containsExactly(TOKEN);
    }

    @ParameterizedTest
    @ValueSource(strings = {"ApiKey", "X-API-Key", "Token", "api_key", "Acceptance", "Hosts", "Secret"})
    void anyOtherMay(String header) {
        assertThat(wrong(Map.of(KEY, header), null)).isEmpty();
    }

    @Test
    void tokensAndKeysHaveHeadersOfTheirOwn() {
        assertThat(wrong(Map.of(KEY, "authorization"), null)).containsExactly(KEY);
        assertThat(wrong(Map.of(TOKEN, "X-Token", KEY, "Authorization"), null)).containsExactly(KEY);
        assertThat(wrong(Map.of(TOKEN, "X-Secret", KEY, "x-secret"), null)).containsExactly(KEY);
        assertThat(wrong(Map.of(TOKEN, "apikey"), null)).containsExactly(KEY);
        assertThat(wrong(Map.of(TOKEN, "X-Token", KEY, "X-Key"), null)).isEmpty();
    }

    @Test
    void whatAnApiHasAlreadyIsNoReasonToRefuseAnotherChangeOfIt() {
        ApiAuth stored = new ApiAuth("Cookie", "Host", List.of(ApiAuth.OAUTH2, ApiAuth.API_KEY), false);
        ApiAuth same = new ApiAuth("X-Secret", "X-Secret", List.of(ApiAuth.API_KEY), false);

        assertThat(wrong(Map.of(TOKEN, "Cookie", KEY, "Host"), stored)).isEmpty();
        assertThat(wrong(Map.of(TOKEN, "X-Secret", KEY, "X-Secret"), same)).isEmpty();
        assertThat(wrong(Map.of(TOKEN, "Host", KEY, "Cookie"), stored)).containsExactly(TOKEN, KEY);
    }

    @Test
    void theReasonSaysWhatIsWrongWithIt() {
        Fields body = body(Map.of(KEY, "Host"));

        CredentialHeaders.read(body, null);

        assertThat(body.errors())
                .extracting(FieldError::reason)
                .containsExactly("must not be 'Host', which HTTP, browsers, proxies or the gateway use for something"
                        + " else: choose another name, such as ApiKey");
    }

    private static List<String> wrong(Map<String, String> headers, @Nullable ApiAuth before) {
        Fields body = body(headers);
        CredentialHeaders.read(body, before);
        return body.errors().stream().map(FieldError::field).toList();
    }

    private static Fields body(Map<String, String> headers) {
        return Fields.of(new JsonMapper().valueToTree(headers));
    }
}
