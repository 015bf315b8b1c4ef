package dev.sluice.gateway.protocol;

import static java.nio.charset.StandardCharsets.US_ASCII;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;

/** Reads responses as they are written for HTTP/1.1, for protocols that frame them in another way. */
public final class Chunks {
    private static final byte[] HEAD_END = "\r\n\r\n".getBytes(US_ASCII);
    private static final int LINE_END = 2;

    private Chunks() {}

    /** Returns how many bytes a response's head has, the empty line after it included; it is here as a whole. */
    static int headBytes(ByteBuf answer) {
        int at = answer.readerIndex();
        while (!startsWithHeadEnd(answer, at)) {
            at++;
        }
        return at + HEAD_END.length - answer.readerIndex();
    }

    /** What chunks carry; takes them over. */
    public static ByteBuf payloads(ByteBuf chunks) {
        ByteBuf plain = Unpooled.buffer(chunks.readableBytes());
        copyPayloads(chunks, plain);
        chunks.release();
        return plain;
    }

    /**
     * Reads whole chunks to their end, and appends what they carry.
     *
     * @return whether the last of them was the last chunk of its body, which carries nothing
     */
    static boolean copyPayloads(ByteBuf chunks, ByteBuf plain) {
        int size = -1;
        while (chunks.isReadable()) {
            size = 0;
            for (byte digit = chunks.readByte(); digit != '\r'; digit = chunks.readByte()) {
                size = size << 4 | Character.digit(digit, 16);
            }
            chunks.skipBytes(1);
            chunks.readBytes(plain, size);
            chunks.skipBytes(LINE_END);
        }
        return size == 0;
    }

    private static boolean startsWithHeadEnd(ByteBuf bytes, int at) {
        for (int i = 0; i < HEAD_END.length; i++) {
            if (bytes.getByte(at + i) != HEAD_END[i]) {
                return false;
            }
        }
        return true;
    }
}
