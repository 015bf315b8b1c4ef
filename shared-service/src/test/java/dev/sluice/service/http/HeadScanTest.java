package dev.sluice.service.http;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.model.problem.Problem;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HeadScanTest {
    private static final HeadLimits LIMITS = new HeadLimits(40, 60, 3);

    @Property
    void aHeadByTheLetterIsCompleteWithItsLastByteAndNoByteBefore(@ForAll("heads") String head) {
        HeadScan scan = new HeadScan(HeadLimits.DEFAULT);

        for (int i = 0; i < head.length(); i++) {
            assertThat(scan.isComplete()).isFalse();
            assertThat(scan.take((byte) head.charAt(i))).isNull();
        }

        assertThat(scan.isComplete()).isTrue();
    }

    /** Whatever a byte of control is put between, it is refused, or it ends a line that was about to end. */
    @Property
    void aControlByteAnywhereInAHeadIsRefused(
            @ForAll("heads") String head,
            @ForAll @IntRange(min = 1, max = 1000) int where,
            @ForAll("controls") char control) {
        int at = where % (head.length() - 1);
        String changed = head.substring(0, at) + control + head.substring(at);

        assertThat(refusal(changed)).as(printable(changed)).isNotNull();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "GET /a HTTP/1.1\nHost: a\r\n\r\n",
                "GET /a HTTP/1.1\r\nHost: a\n\r\n",
                "GET /a HTTP/1.1\r\nHost: a\r\n\n",
                "GET /a HTTP/1.1\r\nHost: a\rX: b\r\n\r\n",
                "GET /a HTTP/1.1\r\nX: a\r\n b\r\n\r\n",
                "GET /a HTTP/1.1\r\n\tX: a\r\n\r\n",
                "GET /a HTTP/1.1\r\nX : a\r\n\r\n",
                "GET /a HTTP/1.1\r\n: a\r\n\r\n",
                "GET /a HTTP/1.1\r\nX\r\n\r\n",
                "GET /a HTTP/1.1\r\nX: a\0\r\n\r\n",
                "GET /a HTTP/1.1 \r\n\r\n",
                "GET  /a HTTP/1.1\r\n\r\n",
                "GET /a  HTTP/1.1\r\n\r\n",
                "GET /a b HTTP/1.1\r\n\r\n",
                "GET\t/a HTTP/1.1\r\n\r\n",
                "GET /a#b HTTP/1.1\r\n\r\n",
                "GET /\u00fc HTTP/1.1\r\n\r\n",
                "GET /a\r\n\r\n",
                "GET /a http/1.1\r\n\r\n",
                "GET /a HTTP/1.\r\n\r\n",
                "GET /a HTTP/1.12\r\n\r\n",
                " GET /a HTTP/1.1\r\n\r\n",
                "\r\n\r\nGET /a HTTP/1.1\r\n\r\n",
                "G(T /a HTTP/1.1\r\n\r\n"
            })
    void whatIsNotByTheLetterIsRefused(String head) {
        Refusal refusal = refusal(head);

        assertThat(refusal).as(printable(head)).isNotNull();
        assertThat(refusal.problem()).isEqualTo(Problem.BAD_REQUEST);
    }

    @Test
    void theBeginningOfATlsConnectionIsToldSo() {
        assertThat(wrong("\u0016\u0003\u0001").description()).contains("TLS");
    }

    @Test
    void anotherVersionIsNotSupported() {
        assertThat(wrong("PRI * HTTP/2.0\r\n\r\n").problem()).isEqualTo(Problem.VERSION_NOT_SUPPORTED);
        assertThat(wrong("GET / HTTP/0.9\r\n").problem()).isEqualTo(Problem.VERSION_NOT_SUPPORTED);
        assertThat(wrong("GET / HTTP/1.2\r\n").problem()).isEqualTo(Problem.VERSION_NOT_SUPPORTED);
        assertThat(refusal("GET / HTTP/1.0\r\n\r\n")).isNull();
    }

    @Test
    void eachLimitIsKeptToTheByteAndNamed() {
        String line = "GET /" + "a".repeat(26) + " HTTP/1.1";
        assertThat(line).hasSize(40);
        assertThat(refusal(line + "\r\n\r\n", LIMITS)).isNull();
        assertLimit("GET /" + "a".repeat(27) + " HTTP/1.1\r\n\r\n", Problem.URI_TOO_LONG, "40 bytes");
        String header = "X: " + "a".repeat(57);
        assertThat(header).hasSize(60);
        assertThat(refusal("GET / HTTP/1.1\r\n" + header + "\r\n\r\n", LIMITS)).isNull();
        assertLimit("GET / HTTP/1.1\r\n" + header + "a\r\n\r\n", Problem.HEADERS_TOO_LARGE, "60 bytes");
        assertThat(refusal("GET / HTTP/1.1\r\n" + "A: b\r\n".repeat(3) + "\r\n", LIMITS))
                .isNull();
        assertLimit("GET / HTTP/1.1\r\n" + "A: b\r\n".repeat(4) + "\r\n", Problem.HEADERS_TOO_LARGE, "3 header lines");
    }

    private static void assertLimit(String head, Problem problem, String limit) {
        Refusal refusal = refusal(head, LIMITS);
        assertThat(refusal).isNotNull();
        assertThat(refusal.problem()).isEqualTo(problem);
        assertThat(refusal.description()).contains(limit);
    }

    private static Refusal wrong(String head) {
        return requireNonNull(refusal(head), "it is refused");
    }

    private static @Nullable Refusal refusal(String head) {
        return refusal(head, HeadLimits.DEFAULT);
    }

    private static @Nullable Refusal refusal(String head, HeadLimits limits) {
        HeadScan scan = new HeadScan(limits);
        for (byte b : head.getBytes(ISO_8859_1)) {
            if (scan.isComplete()) {
                break;
            }
            Refusal refusal = scan.take(b);
            if (refusal != null) {
                return refusal;
            }
        }
        return scan.isComplete() ? null : new Refusal(Problem.REQUEST_TIMEOUT, "incomplete");
    }

    private static String printable(String head) {
        return head.replace("\r", "\\r").replace("\n", "\\n");
    }

    @Provide
    Arbitrary<Character> controls() {
        return Arbitraries.chars().range((char) 0, (char) 31).filter(c -> c != '\t' && c != '\r');
    }

    @Provide
    Arbitrary<String> heads() {
        Arbitrary<String> token = Arbitraries.strings()
                .withCharRange('a', 'z')
                .withCharRange('A', 'Z')
                .withChars("0123456789!#$%&'*+-.^_`|~")
                .ofMinLength(1)
                .ofMaxLength(12);
        Arbitrary<String> target = Arbitraries.strings()
                .withCharRange('!', '~')
                .excludeChars('#')
                .ofMaxLength(80)
                .map(rest -> "/" + rest);
        Arbitrary<String> value = Arbitraries.strings()
                .withCharRange(' ', '~')
                .withCharRange((char) 0x80, (char) 0xff)
                .withChars("\t")
                .ofMaxLength(40);
        Arbitrary<String> headers = Arbitraries.maps(token, value)
                .ofMaxSize(10)
                .map(Map::entrySet)
                .map(entries -> entries.stream()
                        .map(entry -> entry.getKey() + ":" + entry.getValue() + "\r\n")
                        .collect(Collectors.joining()));
        return Combinators.combine(token, target, Arbitraries.of(List.of("1.0", "1.1")), headers)
                .as((method, path, version, lines) ->
                        method + " " + path + " HTTP/" + version + "\r\n" + lines + "\r\n");
    }
}
