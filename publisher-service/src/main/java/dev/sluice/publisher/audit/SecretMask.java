package dev.sluice.publisher.audit;

import dev.sluice.model.secret.SecretSeal;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Takes secrets out of what is recorded: texts and numbers in fields whose name says that they are one, or the hash of one,
 * and sealed texts wherever they stand. A text of more than 2,000 characters is cut.
 */
final class SecretMask {
    static final String MASK = "***";

    private static final int MAX_TEXT = 2_000;
    private static final List<String> PARTS = List.of("password", "secret", "hash", "privatekey");
    private static final Set<String> NAMES = Set.of("token", "idtoken", "accesstoken", "refreshtoken", "apikey", "key");

    /** Without the user that a URL may have before its host. */
    private static final Pattern ORIGIN =
            Pattern.compile("https?://(?:[A-Za-z0-9._-]+|\\[[0-9A-Fa-f:.]+])(?::\\d{1,5})?(?=[/?#]|$)");

    private SecretMask() {}

    /** @param value made of maps, lists, texts, numbers, booleans and {@code null}, as JSON is */
    static @Nullable Object masked(@Nullable Object value) {
        return switch (value) {
            case Map<?, ?> object -> maskedObject(object);
            case List<?> list -> list.stream().map(SecretMask::masked).toList();
            case String text when SecretSeal.isSealed(text) -> MASK;
            case String text
            when text.length() > MAX_TEXT -> text.substring(0, MAX_TEXT) + ".. (" + text.length() + " characters)";
            case null -> null;
            default -> value;
        };
    }

    /** Scheme, host and port of a URL; all of it is masked if it has none. */
    static String maskedUrl(String url) {
        Matcher origin = ORIGIN.matcher(url);
        return origin.lookingAt() ? origin.group() + '/' + MASK : MASK;
    }

    private static Map<String, @Nullable Object> maskedObject(Map<?, ?> object) {
        Map<String, @Nullable Object> masked = new LinkedHashMap<>();
        object.forEach((key, value) -> {
            String name = String.valueOf(key);
            masked.put(name, isScalar(value) && isOfSecret(name) ? MASK : masked(value));
        });
        return masked;
    }

    private static boolean isScalar(@Nullable Object value) {
        return value instanceof String || value instanceof Number;
    }

    private static boolean isOfSecret(String name) {
        String plain = name.toLowerCase(Locale.ROOT).replace("_", "").replace("-", "");
        return NAMES.contains(plain) || PARTS.stream().anyMatch(plain::contains);
    }
}
