package dev.sluice.publisher.api.registry;

import dev.sluice.publisher.web.rest.Query;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The {@code query} of a list of APIs: terms between blanks, of which every one has to match. A term is {@code key:text}, or
 * text that may be in name, context, version, description or a tag. Case does not matter; {@code *} stands for anything;
 * a text in double quotes has to match as a whole, and may have blanks.
 */
public final class SearchTerms {
    /** All APIs. */
    public static final SearchTerms NONE = new SearchTerms("true", Map.of());

    private static final String PARAMETER = "query";
    private static final int MAX_LENGTH = 500;
    private static final int MAX_TERMS = 10;
    private static final Pattern TERM = Pattern.compile("(?:([A-Za-z-]+):)?(?:\"([^\"]*)\"|([^\\s\"]+))");

    /** What a term may look at. */
    private enum Key {
        NAME("lower(a.name) like %s escape '!'"),
        CONTEXT("(lower(a.context) like %1$s escape '!' or lower(a.base_path) like %1$s escape '!')"),
        VERSION("lower(a.version) like %s escape '!'"),
        STATUS("lower(a.state) like %s escape '!'"),
        PROVIDER("lower(a.provider) like %s escape '!'"),
        DESCRIPTION("lower(a.design->>'description') like %s escape '!'"),
        TAG("exists (select 1 from jsonb_array_elements_text(a.design->'profile'->'tags') tags(tag)"
                + " where lower(tags.tag) like %s escape '!')"),
        TYPE("'sse' like %s escape '!'");

        private static final List<Key> FREE = List.of(NAME, CONTEXT, VERSION, DESCRIPTION, TAG);
        private final String condition;

        Key(String condition) {
            this.condition = condition;
        }

        static Optional<Key> named(String text) {
            String name = text.toUpperCase(Locale.ROOT);
            return Stream.of(values())
                    .filter(key -> key.name().equals(name) || (key == TAG && name.equals("TAGS")))
                    .findFirst();
        }

        String on(String parameter) {
            return condition.formatted(parameter);
        }
    }

    private final String sql;
    private final Map<String, String> values;

    private SearchTerms(String sql, Map<String, String> values) {
        this.sql = sql;
        this.values = values;
    }

    public static SearchTerms read(Query query) {
        String text = query.text(PARAMETER, MAX_LENGTH).strip();
        List<String> conditions = new ArrayList<>();
        Map<String, String> values = new LinkedHashMap<>();
        Matcher terms = TERM.matcher(text);
        while (terms.find()) {
            String parameter = "term" + values.size();
            Optional<String> condition = condition(query, terms.group(1), ':' + parameter);
            condition.ifPresent(conditions::add);
            values.put(parameter, pattern(terms));
        }
        if (values.size() > MAX_TERMS) {
            query.wrong(PARAMETER, "has at most " + MAX_TERMS + " terms");
        }
        return conditions.isEmpty() ? NONE : new SearchTerms(String.join(" and ", conditions), values);
    }

    private static Optional<String> condition(Query query, String key, String parameter) {
        if (key == null) {
            return Optional.of(
                    Key.FREE.stream().map(free -> free.on(parameter)).collect(Collectors.joining(" or ", "(", ")")));
        }
        Optional<Key> known = Key.named(key);
        if (known.isEmpty()) {
            query.wrong(
                    PARAMETER,
                    "knows no '" + key + ":'; known are "
                            + Stream.of(Key.values())
                                    .map(each -> each.name().toLowerCase(Locale.ROOT) + ':')
                                    .collect(Collectors.joining(", ")));
        }
        return known.map(found -> found.on(parameter));
    }

    private static String pattern(Matcher term) {
        String quoted = term.group(2);
        return quoted == null ? '%' + literal(term.group(3)).replace("*", "%") + '%' : literal(quoted);
    }

    private static String literal(String text) {
        return text.toLowerCase(Locale.ROOT)
                .replace("!", "!!")
                .replace("%", "!%")
                .replace("_", "!_");
    }

    /** A condition on the table {@code a}. */
    String sql() {
        return sql;
    }

    /** Of the named parameters in {@link #sql}. */
    Map<String, String> values() {
        return Map.copyOf(values);
    }
}
