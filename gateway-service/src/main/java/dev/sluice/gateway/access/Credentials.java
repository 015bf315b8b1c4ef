package dev.sluice.gateway.access;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a client shows; never printed. */
public final class Credentials {
    public static final Credentials NONE = new Credentials(null, false);

    private static final String BEARER = "Bearer ";

    private final @Nullable String bearer;
    private final boolean contradictory;

    private Credentials(@Nullable String bearer, boolean contradictory) {
        this.bearer = bearer;
        this.contradictory = contradictory;
    }

    /**
     * From all values of the API's authorization header. A scheme other than Bearer counts as none; more than one value is
     * never good, since two readers could pick different ones.
     */
    public static Credentials ofHeader(List<String> values) {
        if (values.size() > 1) {
            return new Credentials(null, true);
        }
        if (values.isEmpty() || !values.getFirst().regionMatches(true, 0, BEARER, 0, BEARER.length())) {
            return NONE;
        }
        return new Credentials(values.getFirst().substring(BEARER.length()).strip(), false);
    }

    /** The token, or {@code null} when none was shown. */
    @Nullable
    String bearer() {
        return bearer;
    }

    boolean isContradictory() {
        return contradictory;
    }

    @Override
    public String toString() {
        return bearer == null ? "Credentials[none]" : "Credentials[bearer, redacted]";
    }
}
