package dev.sluice.publisher.web.browser;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class OriginRuleTest {
    private static final String HERE = "https://publisher.example:9443";
    private static final String BASIC = "Basic YWRtaW46YWRtaW4=";

    private final OriginRule byDefault = new OriginRule(List.of());
    private final OriginRule named = new OriginRule(List.of("https://portal.example", "https://other.example:8443"));

    @ParameterizedTest
    @ValueSource(
            strings = {
                "null",
                "",
                "https://evil.example",
                "http://publisher.example:9443",
                "https://publisher.example",
                "https://publisher.example:9444",
                "https://publisher.example:9443.evil.example",
                "https://evil.example@publisher.example:9443",
                "https://publisher.example:9443/",
                "https://evil.example/https://publisher.example:9443",
                "file://",
                "chrome-extension://abcdef"
            })
    void anotherOriginIsForeign(String origin) {
        assertThat(fault(byDefault, "POST", BASIC, List.of(origin), List.of())).isPresent();
        assertThat(fault(named, "POST", BASIC, List.of(origin), List.of())).isPresent();
    }

    @ParameterizedTest
    @ValueSource(strings = {"POST", "PUT", "PATCH", "DELETE", "ANYTHING"})
    void whatChangesSomethingIsTakenFromTheOriginThatItWasSentTo(String method) {
        assertThat(fault(byDefault, method, BASIC, List.of("https://PUBLISHER.example:9443"), List.of("same-origin")))
                .isEmpty();
        assertThat(fault(byDefault, method, BASIC, List.of(HERE), List.of())).isEmpty();
        assertThat(fault(byDefault, method, BASIC, List.of(HERE, "https://evil.example"), List.of()))
                .isPresent();
        assertThat(fault(byDefault, method, null, List.of("https://evil.example"), List.of()))
                .isPresent();
    }

    @Test
    void theUsualPortMayBeLeftOut() {
        var sender = new OriginRule.Sender(
                "POST", "https://publisher.example:443", BASIC, List.of("https://publisher.example"), List.of());

        assertThat(byDefault.fault(sender)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"same-origin,true", "none,true", "same-site,false", "cross-site,false", "anything,false", "'',false"})
    void withoutAnOriginTheBrowserHasToSayThatItIsNoOtherSite(String site, boolean taken) {
        assertThat(fault(byDefault, "POST", BASIC, List.of(), List.of(site)).isEmpty())
                .isEqualTo(taken);
        assertThat(fault(named, "POST", BASIC, List.of(), List.of(site)).isEmpty())
                .isEqualTo(taken);
        assertThat(fault(byDefault, "POST", BASIC, List.of(HERE), List.of(site)).isEmpty())
                .isEqualTo(taken);
    }

    @Test
    void whereOriginsAreNamedOnlyTheyCount() {
        assertThat(fault(named, "POST", BASIC, List.of("https://portal.example"), List.of("cross-site")))
                .isEmpty();
        assertThat(fault(named, "POST", BASIC, List.of("https://other.example:8443"), List.of()))
                .isEmpty();
        assertThat(fault(named, "POST", BASIC, List.of(HERE), List.of("same-origin")))
                .isPresent();
    }

    @Test
    void readsScriptsAndTokensAreUntouched() {
        List<String> evil = List.of("https://evil.example");
        List<String> crossSite = List.of("cross-site");

        assertThat(fault(byDefault, "GET", BASIC, evil, crossSite)).isEmpty();
        assertThat(fault(byDefault, "HEAD", BASIC, evil, crossSite)).isEmpty();
        assertThat(fault(byDefault, "OPTIONS", null, evil, crossSite)).isEmpty();
        assertThat(fault(byDefault, "POST", "bearer abc", evil, crossSite)).isEmpty();
        assertThat(fault(byDefault, "POST", BASIC, List.of(), List.of())).isEmpty();
        assertThat(fault(named, "POST", BASIC, List.of(), List.of())).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"portal.example", "https://portal.example/", "*", "https://*.example", "ftp://portal.example"})
    void whatIsNoOriginIsToldAtTheStart(String text) {
        assertThatThrownBy(() -> new OriginRule(List.of(text)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("sluice.publisher.origins")
                .hasMessageContaining(text);
    }

    private static Optional<String> fault(
            OriginRule rule,
            String method,
            @Nullable String authorization,
            List<String> origins,
            List<String> fetchSites) {
        return rule.fault(new OriginRule.Sender(method, HERE, authorization, origins, fetchSites));
    }
}
