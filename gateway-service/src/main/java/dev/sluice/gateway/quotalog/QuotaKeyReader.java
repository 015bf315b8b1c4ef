package dev.sluice.gateway.quotalog;

import dev.sluice.model.quota.QuotaKey;
import dev.sluice.model.quota.Window;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Reads the keys of {@code sluice.quota}, of which a gateway that starts has very many: windows are few, so each of them is
 * parsed once. For one thread.
 */
final class QuotaKeyReader {
    private static final int MAX_WINDOWS = 10_000;

    private final Map<String, Window> windows = new HashMap<>();

    /** @param window {@code null} = the connections that are open now */
    record Parts(String counter, @Nullable Window window, String nodeId, String incarnation) {}

    /** @throws IllegalArgumentException it is none */
    Parts read(@Nullable String key) {
        String text = key == null ? "" : key;
        int first = text.indexOf('/');
        int second = text.indexOf('/', first + 1);
        int third = text.indexOf('/', second + 1);
        if (first <= 0 || second < 0 || third < 0 || text.indexOf('/', third + 1) >= 0 || third == text.length() - 1) {
            throw new IllegalArgumentException("no key of a quota");
        }
        String window = text.substring(first + 1, second);
        return new Parts(
                text.substring(0, first),
                QuotaKey.OPEN.equals(window) ? null : window(window),
                text.substring(second + 1, third),
                text.substring(third + 1));
    }

    private Window window(String text) {
        Window known = windows.get(text);
        if (known == null) {
            known = Window.parse(text).orElseThrow(() -> new IllegalArgumentException("no window of a quota"));
            if (windows.size() >= MAX_WINDOWS) {
                windows.clear();
            }
            windows.put(text, known);
        }
        return known;
    }
}
