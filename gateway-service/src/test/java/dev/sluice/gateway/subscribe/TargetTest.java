package dev.sluice.gateway.subscribe;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.handler.codec.http.HttpMethod;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TargetTest {
    @Property
    void aUrlIsItsPathAndQueryOnAnotherHost(@ForAll("paths") String path) {
        Target origin = Target.read(HttpMethod.GET, path).orElseThrow();

        Target absolute =
                Target.read(HttpMethod.GET, "http://example.com:8280" + path).orElseThrow();

        assertThat(absolute).isEqualTo(new Target(origin.path(), origin.query(), "example.com:8280"));
        assertThat(origin.query() == null ? origin.path() : origin.path() + '?' + origin.query())
                .isEqualTo(path);
    }

    @Test
    void aUrlWithoutAPathMeansTheRoot() {
        assertThat(Target.read(HttpMethod.GET, "HTTP://example.com")).contains(new Target("/", null, "example.com"));
        assertThat(Target.read(HttpMethod.GET, "https://[::1]:1?a=b")).contains(new Target("/", "a=b", "[::1]:1"));
    }

    @Test
    void theWholeServerMayBeAskedForItsOptionsAlone() {
        assertThat(Target.read(HttpMethod.OPTIONS, "*")).isPresent();
        assertThat(Target.read(HttpMethod.GET, "*")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"a", "example.com:80", "ftp://example.com/a", "http:///a", "http://user@example.com/a", "a://b"})
    void anythingElseIsNoTarget(String text) {
        assertThat(Target.read(HttpMethod.GET, text)).isEmpty();
    }

    @Provide
    Arbitrary<String> paths() {
        return Arbitraries.strings()
                .withCharRange('!', '~')
                .excludeChars('#')
                .ofMaxLength(60)
                .map(rest -> "/" + rest);
    }
}
