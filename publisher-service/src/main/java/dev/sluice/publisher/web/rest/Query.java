package dev.sluice.publisher.web.rest;

import dev.sluice.publisher.web.problem.FieldError;
import jakarta.ws.rs.core.MultivaluedMap;
import jakarta.ws.rs.core.UriInfo;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Pattern;

/**
 * The parameters after the question mark, read one by one: what is wrong is noted and reading goes on, so that one answer
 * can name every wrong parameter. Of a parameter that is there twice the first counts; unknown ones are passed over.
 */
public final class Query {
    private static final int MAX_WORD = 64;
    private static final int DEFAULT_LIMIT = 25;
    private static final Pattern WHOLE = Pattern.compile("[+-]?[0-9]+");
    private static final BigInteger SMALLEST = BigInteger.valueOf(Integer.MIN_VALUE);
    private static final BigInteger LARGEST = BigInteger.valueOf(Integer.MAX_VALUE);

    private final MultivaluedMap<String, String> parameters;
    private final List<FieldError> errors = new ArrayList<>();

    private Query(MultivaluedMap<String, String> parameters) {
        this.parameters = parameters;
    }

    public static Query of(UriInfo uri) {
        return new Query(uri.getQueryParameters());
    }

    public List<FieldError> errors() {
        return List.copyOf(errors);
    }

    public void wrong(String name, String reason) {
        errors.add(new FieldError(name, reason));
    }

    /** Empty when it is not there. */
    public String text(String name, int maxLength) {
        String value = parameters.getFirst(name);
        if (value == null) {
            return "";
        }
        if (value.length() > maxLength) {
            wrong(name, "has at most " + maxLength + " characters");
            return "";
        }
        return value;
    }

    public String required(String name, int maxLength) {
        String value = text(name, maxLength);
        if (value.isBlank() && errors.stream().noneMatch(error -> error.field().equals(name))) {
            wrong(name, "is required");
        }
        return value;
    }

    public boolean flag(String name, boolean otherwise) {
        return switch (text(name, MAX_WORD).toLowerCase(Locale.ROOT)) {
            case "" -> otherwise;
            case "true" -> true;
            case "false" -> false;
            default -> {
                wrong(name, "must be true or false");
                yield otherwise;
            }
        };
    }

    /** @param word how a constant is written; {@code otherwise} when it is not there or none of them */
    public <E extends Enum<E>> E choice(String name, E otherwise, Function<E, String> word) {
        String value = text(name, MAX_WORD);
        if (value.isEmpty()) {
            return otherwise;
        }
        E[] constants = otherwise.getDeclaringClass().getEnumConstants();
        Optional<E> found = Arrays.stream(constants)
                .filter(constant -> word.apply(constant).equals(value))
                .findFirst();
        if (found.isEmpty()) {
            List<String> words = Arrays.stream(constants).map(word).toList();
            wrong(name, "must be one of " + String.join(", ", words));
        }
        return found.orElse(otherwise);
    }

    /** {@code limit} and {@code offset}; {@value #DEFAULT_LIMIT} from the first on when they are not there. */
    public PageRequest page() {
        return new PageRequest(number("offset", 0), number("limit", DEFAULT_LIMIT));
    }

    /** One that is too large for an {@code int} is the largest, one that is too small the smallest. */
    public int number(String name, int otherwise) {
        String value = text(name, MAX_WORD);
        if (value.isEmpty()) {
            return otherwise;
        }
        if (!WHOLE.matcher(value).matches()) {
            wrong(name, "must be a whole number");
            return otherwise;
        }
        return new BigInteger(value).max(SMALLEST).min(LARGEST).intValueExact();
    }

    /** Those of these parameters that are there, for the links of a page. */
    public Map<String, String> kept(String... names) {
        Map<String, String> kept = new LinkedHashMap<>();
        for (String name : names) {
            String value = parameters.getFirst(name);
            if (value != null && !value.isEmpty()) {
                kept.put(name, value);
            }
        }
        return kept;
    }
}
