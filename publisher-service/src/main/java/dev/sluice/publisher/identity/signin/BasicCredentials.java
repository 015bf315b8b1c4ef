package dev.sluice.publisher.identity.signin;

import dev.sluice.publisher.web.problem.StorableText;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Name and password of an {@code Authorization: Basic} header (RFC 7617, UTF-8). */
public final class BasicCredentials {
    private static final String SCHEME = "basic ";

    private final String name;
    private final String password;

    public BasicCredentials(String name, String password) {
        this.name = name;
        this.password = password;
    }

    /** Empty when the header is missing, of another scheme, or broken. */
    public static Optional<BasicCredentials> parse(@Nullable String header) {
        if (header == null || !header.regionMatches(true, 0, SCHEME, 0, SCHEME.length())) {
            return Optional.empty();
        }
        byte[] decoded;
        try {
            decoded =
                    Base64.getDecoder().decode(header.substring(SCHEME.length()).trim());
        } catch (IllegalArgumentException notBase64) {
            return Optional.empty();
        }
        String text = new String(decoded, StandardCharsets.UTF_8);
        int colon = text.indexOf(':');
        return colon < 0 || !StorableText.is(text)
                ? Optional.empty()
                : Optional.of(new BasicCredentials(text.substring(0, colon), text.substring(colon + 1)));
    }

    public String name() {
        return name;
    }

    public String password() {
        return password;
    }

    @Override
    public String toString() {
        return "BasicCredentials[" + name + ", ***]";
    }
}
