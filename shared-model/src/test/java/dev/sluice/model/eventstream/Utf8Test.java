package dev.sluice.model.eventstream;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class Utf8Test {
    /** The bytes at which the decoder's rules change. */
    private static final int[] EDGES = {
        0x00, 0x7F, 0x80, 0x8F, 0x90, 0x9F, 0xA0, 0xBF, 0xC0, 0xC1, 0xC2, 0xDF, 0xE0, 0xE1, 0xEC, 0xED, 0xEE, 0xEF,
        0xF0, 0xF1, 0xF3, 0xF4, 0xF5, 0xFF
    };

    @Test
    void everySequenceOfFourEdgeBytesIsDecodedAsTheEncodingStandardDoes() {
        byte[] bytes = new byte[4];
        for (int i = 0; i < EDGES.length * EDGES.length * EDGES.length * EDGES.length; i++) {
            int choice = i;
            for (int place = 0; place < bytes.length; place++) {
                bytes[place] = (byte) EDGES[choice % EDGES.length];
                choice /= EDGES.length;
            }
            if (!Utf8.decode(bytes, 0, bytes.length).equals(ObviousUtf8.decode(new String(bytes, ISO_8859_1)))) {
                assertThat(Utf8.decode(bytes, 0, bytes.length))
                        .as(new String(bytes, ISO_8859_1)
                                .codePoints()
                                .mapToObj(Integer::toHexString)
                                .toList()
                                .toString())
                        .isEqualTo(ObviousUtf8.decode(new String(bytes, ISO_8859_1)));
            }
        }
    }

    @Test
    void everyCharacterIsDecodedAsItWasEncoded() {
        for (int codePoint = 0; codePoint <= Character.MAX_CODE_POINT; codePoint++) {
            boolean isSurrogate = codePoint >= Character.MIN_SURROGATE && codePoint <= Character.MAX_SURROGATE;
            String text = isSurrogate ? "" : Character.toString(codePoint);
            byte[] bytes = text.getBytes(UTF_8);
            if (!Utf8.decode(bytes, 0, bytes.length).equals(text)) {
                assertThat(Utf8.decode(bytes, 0, bytes.length))
                        .as(Integer.toHexString(codePoint))
                        .isEqualTo(text);
            }
        }
    }
}
