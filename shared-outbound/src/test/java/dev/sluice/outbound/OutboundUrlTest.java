package dev.sluice.outbound;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class OutboundUrlTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://a.example/memory",
                "HTTPS://a.example:8443/x?y=%20z",
                "http://127.0.0.1:8080/",
                "http://[::1]:8080/x"
            })
    void httpAndHttpsWithAHostAreAddresses(String url) {
        assertThat(OutboundUrl.of(url)).isEqualTo(new OutboundUrl.Good(URI.create(url)));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "file:///etc/passwd",
                "gopher://a.example/",
                "jar:http://a.example/x!/",
                "//a.example/x",
                "a.example",
                "",
                "http://ok@127.0.0.1/",
                "http://user:pass@a.example/",
                "http://ok.example\\@127.0.0.1/",
                "http://127。0。0。1/",
                "http://①②⑦.⓪.⓪.①/",
                "http://127.1/",
                "http://0x7f000001/",
                "http://2130706433/",
                "http://0177.0.0.1/",
                "http://127.0.0.1./",
                "http://a.example:65536/",
                "http://a.example/\r\nX: y",
                "http://a%2eexample/",
                "http:/x",
                "http://999.1.1.1/",
                "http:x"
            })
    void anythingElseIsNot(String url) {
        assertThat(OutboundUrl.of(url)).isInstanceOf(OutboundUrl.Bad.class);
    }

    @Test
    void whatStandsBeforeAFragmentDecides() {
        assertThat(OutboundUrl.of("http://127.0.0.1#@ok.example/"))
                .isInstanceOfSatisfying(
                        OutboundUrl.Good.class,
                        good -> assertThat(good.url().getHost()).isEqualTo("127.0.0.1"));
    }

    @ParameterizedTest
    @CsvSource({
        "/x, http://a.example/x",
        "y?z=1, http://a.example/base/y?z=1",
        "//b.example/y, http://b.example/y",
        "https://c.example, https://c.example"
    })
    void aRedirectIsReadFromWhereItWasMet(String location, String expected) {
        assertThat(OutboundUrl.redirected(URI.create("http://a.example/base/x"), location))
                .isEqualTo(new OutboundUrl.Good(URI.create(expected)));
    }

    @Test
    void theReasonNeverRepeatsTheAddress() {
        assertThat(OutboundUrl.of("http://user:secret@a.example/"))
                .isInstanceOfSatisfying(
                        OutboundUrl.Bad.class, bad -> assertThat(bad.reason()).doesNotContain("secret"));
    }
}
