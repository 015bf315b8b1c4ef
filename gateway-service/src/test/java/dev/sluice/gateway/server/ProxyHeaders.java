package dev.sluice.gateway.server;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.ByteArrayOutputStream;
import java.net.InetAddress;
import java.nio.ByteBuffer;

/** Headers of the PROXY protocol, byte by byte as its specification has them. */
final class ProxyHeaders {
    static final int TCP4 = 0x11;
    static final int UDP4 = 0x12;
    static final int TCP6 = 0x21;
    static final int UNIX_STREAM = 0x31;
    static final int UNSPECIFIED = 0x00;
    static final int PROXY = 0x21;
    static final int LOCAL = 0x20;
    /** What AWS adds: the name of an endpoint. */
    static final byte[] ENDPOINT = tlv(0xea, ("\u0001vpce-0123456789abcdef0").getBytes(US_ASCII));
    /** What HAProxy's {@code send-proxy-v2-ssl-cn} adds: TLS 1.3 with a certificate of that name. */
    static final byte[] TLS = tlv(
            0x20,
            join(
                    new byte[] {0x05, 0, 0, 0, 0},
                    tlv(0x21, "TLSv1.3".getBytes(US_ASCII)),
                    tlv(0x22, "a client".getBytes(US_ASCII))));

    private static final byte[] SIGNATURE = {0x0d, 0x0a, 0x0d, 0x0a, 0x00, 0x0d, 0x0a, 0x51, 0x55, 0x49, 0x54, 0x0a};
    private static final int PORTS = 4;

    private ProxyHeaders() {}

    static byte[] v1(String client) {
        String family = client.contains(":") ? "TCP6" : "TCP4";
        String server = client.contains(":") ? "2001:db8::1" : "198.51.100.1";
        return text("PROXY " + family + ' ' + client + ' ' + server + " 51000 8280\r\n");
    }

    static byte[] text(String line) {
        return line.getBytes(US_ASCII);
    }

    /** Says that it connects for this client; then come the parts that are added. */
    static byte[] v2(String client, byte[]... added) {
        byte[] address = InetAddress.ofLiteral(client).getAddress();
        byte[] addresses = ByteBuffer.allocate(2 * address.length + PORTS)
                .put(address)
                .put(address)
                .putShort((short) 51000)
                .putShort((short) 8280)
                .array();
        return v2(PROXY, address.length == 4 ? TCP4 : TCP6, join(addresses, join(added)));
    }

    /**
     * @param command with the version
     * @param family with the transport
     * @param rest after the length
     */
    static byte[] v2(int command, int family, byte[] rest) {
        return v2(command, family, rest.length, rest);
    }

    static byte[] v2(int command, int family, int length, byte[] rest) {
        byte[] fixed = ByteBuffer.allocate(SIGNATURE.length + 4)
                .put(SIGNATURE)
                .put((byte) command)
                .put((byte) family)
                .putShort((short) length)
                .array();
        return join(fixed, rest);
    }

    static byte[] tlv(int type, byte[] value) {
        return ByteBuffer.allocate(3 + value.length)
                .put((byte) type)
                .putShort((short) value.length)
                .put(value)
                .array();
    }

    static byte[] join(byte[]... parts) {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        for (byte[] part : parts) {
            all.writeBytes(part);
        }
        return all.toByteArray();
    }
}
