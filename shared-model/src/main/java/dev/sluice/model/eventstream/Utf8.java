package dev.sluice.model.eventstream;

import java.nio.charset.StandardCharsets;

/**
 * UTF-8 decoding as the WHATWG Encoding standard has it: every maximal part of an ill-formed sequence becomes one
 * U+FFFD, and a byte order mark is text. Java's own decoder gives fewer U+FFFD for encoded surrogates.
 */
final class Utf8 {
    private static final char REPLACEMENT = '\uFFFD';

    private Utf8() {}

    static String decode(byte[] bytes, int from, int length) {
        for (int i = from; i < from + length; i++) {
            if (bytes[i] < 0) {
                return decodeAny(bytes, from, from + length);
            }
        }
        return new String(bytes, from, length, StandardCharsets.ISO_8859_1);
    }

    private static String decodeAny(byte[] bytes, int from, int end) {
        StringBuilder text = new StringBuilder(end - from);
        int at = from;
        while (at < end) {
            int lead = bytes[at++] & 0xFF;
            int needed = continuationsAfter(lead);
            if (needed == 0) {
                text.append(lead < 0x80 ? (char) lead : REPLACEMENT);
                continue;
            }
            int codePoint = lead & (0x3F >> needed);
            // Only the first continuation is narrowed: no overlong forms, no surrogates, nothing beyond U+10FFFF.
            int lowest = lead == 0xE0 ? 0xA0 : lead == 0xF0 ? 0x90 : 0x80;
            int highest = lead == 0xED ? 0x9F : lead == 0xF4 ? 0x8F : 0xBF;
            while (needed > 0 && at < end && (bytes[at] & 0xFF) >= lowest && (bytes[at] & 0xFF) <= highest) {
                codePoint = codePoint << 6 | bytes[at++] & 0x3F;
                lowest = 0x80;
                highest = 0xBF;
                needed--;
            }
            text.appendCodePoint(needed == 0 ? codePoint : REPLACEMENT);
        }
        return text.toString();
    }

    /** 0 for ASCII and for what begins no sequence. */
    private static int continuationsAfter(int lead) {
        if (lead >= 0xC2 && lead <= 0xDF) {
            return 1;
        }
        if (lead >= 0xE0 && lead <= 0xEF) {
            return 2;
        }
        return lead >= 0xF0 && lead <= 0xF4 ? 3 : 0;
    }
}
