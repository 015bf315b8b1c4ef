package dev.sluice.model.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class EndpointSecurityTest {
    private static final String SEALED = "v1.k.AAAAAAAAAAAAAAAA.AAAAAAAAAAAAAAAAAAAAAAAA";
    private static final String OTHER = "v1.k.BBBBBBBBBBBBBBBB.AAAAAAAAAAAAAAAAAAAAAAAA";

    static Stream<EndpointSecurity> kinds() {
        return Stream.of(
                new EndpointSecurity.Basic("jo", SEALED),
                new EndpointSecurity.Bearer(SEALED),
                new EndpointSecurity.Header("X-API-Key", SEALED),
                new EndpointSecurity.ClientCredentials("https://id.example/token", "client", SEALED, List.of("read")));
    }

    @ParameterizedTest
    @MethodSource("kinds")
    void eachKindHasOneSecretThatCanBeReplaced(EndpointSecurity kind) {
        EndpointSecurity replaced = kind.withSecret(OTHER);

        assertThat(kind.secret().orElseThrow().sealed()).isEqualTo(SEALED);
        assertThat(replaced.secret().orElseThrow().sealed()).isEqualTo(OTHER);
        assertThat(replaced.withSecret(SEALED)).isEqualTo(kind);
    }

    @ParameterizedTest
    @MethodSource("kinds")
    void aSecretThatIsNotSealedIsRefusedAndNotShown(EndpointSecurity kind) {
        assertThatThrownBy(() -> kind.withSecret("open-secret"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("not sealed")
                .hasMessageNotContaining("open-secret");
    }

    @Test
    void withoutCredentialsThereIsNoSecret() {
        assertThat(EndpointSecurity.NONE.secret()).isEmpty();
        assertThat(EndpointSecurity.NONE.withSecret(SEALED)).isEqualTo(EndpointSecurity.NONE);
    }

    @Test
    void aSecretsPlaceIsItsApiItsKeyTypeAndItsField() {
        EndpointPlace place = new EndpointPlace("a", KeyType.SANDBOX);

        assertThat(place.of(kinds().findFirst().orElseThrow().secret().orElseThrow()))
                .isEqualTo("a/SANDBOX/password");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "a b",
                "a:b",
                "X-Key\r\nX-Other",
                "é",
                "Host",
                "host",
                "Content-Length",
                "Transfer-Encoding",
                "Connection",
                "Keep-Alive",
                "Proxy-Authorization",
                "TE",
                "Trailer",
                "Upgrade",
                "Last-Event-ID",
                "Accept",
                "Accept-Encoding",
                "Cache-Control"
            })
    void aHeaderThatIsNoneOrIsTakenIsRefused(String name) {
        assertThat(EndpointSecurity.Header.isName(name)).isFalse();
        assertThatThrownBy(() -> new EndpointSecurity.Header(name, SEALED)).hasMessageContaining("name");
    }

    @Test
    void otherHeadersMayBeSent() {
        assertThat(List.of("Authorization", "Cookie", "X-API-Key", "x_key", "Ocp-Apim-Subscription-Key"))
                .allMatch(EndpointSecurity.Header::isName);
        assertThat(List.of("v", "a b\tc", "ApiKey 12=~")).allMatch(EndpointSecurity.Header::isValue);
        assertThat(List.of("", " v", "v ", "a\r\nX-Other: b", "a\u0000", "é"))
                .noneMatch(EndpointSecurity.Header::isValue);
    }

    @Test
    void credentialsThatTheirRfcsCannotCarryAreRefused() {
        assertThat(List.of("", "a:b", "a\nb")).noneMatch(EndpointSecurity.Basic::isUsername);
        assertThat(List.of("", "a\nb")).noneMatch(EndpointSecurity.Basic::isPassword);
        assertThat(EndpointSecurity.Basic.isPassword("pass:wörd 日")).isTrue();
        assertThat(List.of("", "a b", "=", "a\r\nb")).noneMatch(EndpointSecurity.Bearer::isToken);
        assertThat(EndpointSecurity.Bearer.isToken("eyJ.a-b_c~/+==")).isTrue();
        assertThat(List.of("", "é", "a\nb")).noneMatch(EndpointSecurity.ClientCredentials::isClient);
        assertThat(List.of("", "a b", "a\"b", "a\\b")).noneMatch(EndpointSecurity.ClientCredentials::isScope);
        assertThat(List.of("events:read", "https://example.org/x"))
                .allMatch(EndpointSecurity.ClientCredentials::isScope);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "id.example/token", "ftp://id.example/token", "https://id.example/a b"})
    void aTokenUrlIsOfHttp(String url) {
        assertThatThrownBy(() -> new EndpointSecurity.ClientCredentials(url, "client", SEALED, List.of()))
                .hasMessageContaining("tokenUrl");
    }
}
