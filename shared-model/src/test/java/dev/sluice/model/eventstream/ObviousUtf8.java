package dev.sluice.model.eventstream;

/** The UTF-8 decoder of the WHATWG Encoding standard, section 8.1.1, step by step. One character is one byte. */
final class ObviousUtf8 {
    private static final int END_OF_QUEUE = -1;

    private ObviousUtf8() {}

    static String decode(String bytes) {
        StringBuilder output = new StringBuilder();
        int codePoint = 0;
        int seen = 0;
        int needed = 0;
        int lower = 0x80;
        int upper = 0xBF;
        int i = 0;
        while (true) {
            int next = i < bytes.length() ? bytes.charAt(i) : END_OF_QUEUE;
            i++;
            if (next == END_OF_QUEUE && needed != 0) {
                return output.append('\uFFFD').toString();
            }
            if (next == END_OF_QUEUE) {
                return output.toString();
            }
            if (needed == 0) {
                if (next <= 0x7F) {
                    output.append((char) next);
                } else if (next >= 0xC2 && next <= 0xDF) {
                    needed = 1;
                    codePoint = next & 0x1F;
                } else if (next >= 0xE0 && next <= 0xEF) {
                    lower = next == 0xE0 ? 0xA0 : lower;
                    upper = next == 0xED ? 0x9F : upper;
                    needed = 2;
                    codePoint = next & 0xF;
                } else if (next >= 0xF0 && next <= 0xF4) {
                    lower = next == 0xF0 ? 0x90 : lower;
                    upper = next == 0xF4 ? 0x8F : upper;
                    needed = 3;
                    codePoint = next & 0x7;
                } else {
                    output.append('\uFFFD');
                }
                continue;
            }
            if (next < lower || next > upper) {
                codePoint = 0;
                needed = 0;
                seen = 0;
                lower = 0x80;
                upper = 0xBF;
                i--;
                output.append('\uFFFD');
                continue;
            }
            lower = 0x80;
            upper = 0xBF;
            codePoint = (codePoint << 6) | (next & 0x3F);
            seen++;
            if (seen == needed) {
                output.appendCodePoint(codePoint);
                codePoint = 0;
                needed = 0;
                seen = 0;
            }
        }
    }
}
