package dev.sluice.publisher.identity.signin;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;

/**
 * Whose password is tried from where, as {@link SignInGuard} counts it: names ignoring case and to 64 characters, IPv6
 * addresses by their first 64 bits, which is what one customer of a provider has. What is stored of a name is a hash: people
 * type passwords where their name belongs.
 */
record Attempt(String name, String address) {
    private static final int MAX_NAME = 64;
    private static final int IPV6_BYTES = 16;

    Attempt {
        name = name.substring(0, Math.min(name.length(), MAX_NAME)).toLowerCase(Locale.ROOT);
        address = network(address);
    }

    String accountSubject() {
        return "account/" + nameHash();
    }

    String addressSubject() {
        return "address/" + address;
    }

    String signUpSubject() {
        return "sign-up/" + address;
    }

    /** Exists while the account has signed in well from this address not long ago. */
    String knownSubject() {
        return "known/" + address + '/' + nameHash();
    }

    private String nameHash() {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(name.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(hash);
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("SHA-256 is in every JDK", impossible);
        }
    }

    List<String> subjects() {
        return List.of(accountSubject(), addressSubject(), knownSubject());
    }

    private static String network(String address) {
        try {
            byte[] bytes = InetAddress.ofLiteral(address).getAddress();
            return bytes.length == IPV6_BYTES
                    ? HexFormat.of().formatHex(Arrays.copyOf(bytes, IPV6_BYTES / 2)) + "::/64"
                    : InetAddress.getByAddress(bytes).getHostAddress();
        } catch (IllegalArgumentException | UnknownHostException none) {
            return "unknown";
        }
    }
}
