package dev.sluice.publisher.developer.key;

import dev.sluice.publisher.web.problem.Fields;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * How long tokens of an application are good.
 *
 * @param asked {@code null} = as the installation says
 */
public record TokenLifetime(@Nullable Duration asked) {
    public static final TokenLifetime DEFAULT = new TokenLifetime(null);

    private static final long MIN_SECONDS = 60;
    private static final long MAX_SECONDS = 86_400;
    private static final String USUAL = "-1";
    /** WSO2's word where nothing is asked for. */
    private static final String NOT_SAID = "N/A";

    static TokenLifetime ofSeconds(@Nullable Long seconds) {
        return seconds == null ? DEFAULT : new TokenLifetime(Duration.ofSeconds(seconds));
    }

    /** What a field says: seconds as a number or as a text; empty when it is not there, or wrong, which is noted. */
    public static Optional<TokenLifetime> read(Fields fields, String field) {
        return fields.scalar(field).filter(text -> !text.isEmpty()).flatMap(text -> {
            if (text.equals(USUAL) || text.equalsIgnoreCase(NOT_SAID)) {
                return Optional.of(DEFAULT);
            }
            if (text.matches("[0-9]{1,9}") && isInBounds(Long.parseLong(text))) {
                return Optional.of(ofSeconds(Long.parseLong(text)));
            }
            fields.wrong(
                    field, "must be " + MIN_SECONDS + " to " + MAX_SECONDS + " seconds, or -1 for the usual lifetime");
            return Optional.empty();
        });
    }

    private static boolean isInBounds(long seconds) {
        return seconds >= MIN_SECONDS && seconds <= MAX_SECONDS;
    }

    /** {@code null} = as the installation says. */
    @Nullable
    Long seconds() {
        return asked == null ? null : asked.toSeconds();
    }

    public Duration or(Duration otherwise) {
        return asked == null ? otherwise : asked;
    }
}
