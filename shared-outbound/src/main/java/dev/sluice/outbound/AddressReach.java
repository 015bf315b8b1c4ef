package dev.sluice.outbound;

/** What kind of address one is, by RFC 6890 and its registry. */
enum AddressReach {
    PUBLIC,
    /** Loopback, private and shared networks. */
    PRIVATE,
    /** Link-local, where clouds have their metadata, multicast, reserved, and IPv4 in clothes that hide it. */
    NEVER;

    /** @param address 4 bytes (IPv4) or 16 (IPv6), network order */
    static AddressReach of(byte[] address) {
        return switch (address.length) {
            case 4 -> ofV4(address[0] & 0xff, address[1] & 0xff, address[2] & 0xff);
            case 16 -> ofV6(address);
            default -> throw new IllegalArgumentException("an address has 4 or 16 bytes, not " + address.length);
        };
    }

    private static AddressReach ofV4(int a, int b, int c) {
        boolean never = a == 0
                || a >= 224
                || (a == 169 && b == 254)
                || (a == 192 && b == 0 && (c == 0 || c == 2))
                || (a == 198 && b == 51 && c == 100)
                || (a == 203 && b == 0 && c == 113);
        boolean inside = a == 10
                || a == 127
                || (a == 100 && b >= 64 && b < 128)
                || (a == 172 && b >= 16 && b < 32)
                || (a == 192 && b == 168)
                || (a == 198 && (b == 18 || b == 19));
        return reach(never, inside);
    }

    private static AddressReach ofV6(byte[] address) {
        int first = word(address, 0);
        int second = word(address, 1);
        if (isZero(address, 0, 10) && word(address, 5) == 0xffff) {
            return innerV4(address, 12);
        }
        if (isZero(address, 0, 15)) {
            return address[15] == 1 ? PRIVATE : NEVER;
        }
        boolean translated = (first == 0x64 && second == 0xff9b);
        boolean sixToFour = first == 0x2002;
        boolean teredo = first == 0x2001 && second == 0;
        boolean documentation = first == 0x2001 && second == 0xdb8;
        boolean discard = first == 0x100 && isZero(address, 2, 8);
        boolean linkLocal = (first & 0xffc0) == 0xfe80;
        boolean multicast = (first & 0xff00) == 0xff00;
        boolean compatible = isZero(address, 0, 12);
        boolean cloudMetadata = first == 0xfd00 && second == 0xec2;
        boolean uniqueLocal = (first & 0xfe00) == 0xfc00;
        boolean never = translated
                || sixToFour
                || teredo
                || documentation
                || discard
                || linkLocal
                || multicast
                || compatible
                || cloudMetadata;
        return reach(never, uniqueLocal);
    }

    private static AddressReach innerV4(byte[] address, int at) {
        return ofV4(address[at] & 0xff, address[at + 1] & 0xff, address[at + 2] & 0xff);
    }

    private static AddressReach reach(boolean isNever, boolean isPrivate) {
        if (isNever) {
            return NEVER;
        }
        return isPrivate ? PRIVATE : PUBLIC;
    }

    private static int word(byte[] address, int index) {
        return (address[2 * index] & 0xff) << 8 | address[2 * index + 1] & 0xff;
    }

    private static boolean isZero(byte[] address, int from, int to) {
        for (int i = from; i < to; i++) {
            if (address[i] != 0) {
                return false;
            }
        }
        return true;
    }
}
