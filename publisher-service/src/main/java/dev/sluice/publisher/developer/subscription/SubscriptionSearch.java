package dev.sluice.publisher.developer.subscription;

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
 * What a list of subscriptions is asked for: terms between blanks, of which every one has to match, and an order. A term is
 * {@code key:text}, or text that may be in the names of application, subscriber and plan. Case does not matter; a text in
 * double quotes may have blanks; a status is written out.
 *
 * @param sql a condition on the tables {@code s}, {@code o} (applications) and {@code a} (APIs)
 * @param values of its named parameters
 * @param order of the same tables
 */
record SubscriptionSearch(String sql, Map<String, String> values, String order) {
    private static final String PARAMETER = "query";
    private static final int MAX_LENGTH = 500;
    private static final int MAX_TERMS = 10;
    private static final Pattern TERM = Pattern.compile("(?:([A-Za-z-]+):)?(?:\"([^\"]*)\"|([^\\s\"]+))");
    private static final String STATE =
            "case when s.state = 'UNBLOCKED' and s.requested_plan is not null then 'TIER_UPDATE_PENDING' else s.state end";
    private static final String PENDING = "(s.state = 'ON_HOLD' or s.requested_plan is not null)";

    SubscriptionSearch {
        values = Map.copyOf(values);
    }

    /** What a term may look at. */
    private enum Key {
        APPLICATION("lower(o.name) like %s escape '!'"),
        SUBSCRIBER("lower(o.owner) like %s escape '!'"),
        PLAN("lower(s.plan) like %s escape '!'"),
        API("lower(a.name) like %s escape '!'"),
        STATUS("lower(" + STATE + ") = %s");

        private static final List<Key> FREE = List.of(APPLICATION, SUBSCRIBER, PLAN);
        private final String condition;

        Key(String condition) {
            this.condition = condition;
        }

        static Optional<Key> named(String text) {
            return Stream.of(values())
                    .filter(key -> key.name().equalsIgnoreCase(text))
                    .findFirst();
        }

        String on(String parameter) {
            return condition.formatted(parameter);
        }
    }

    private enum By {
        CREATED_TIME("createdTime", "s.created_at"),
        APPLICATION("application", "lower(o.name)"),
        SUBSCRIBER("subscriber", "lower(o.owner)"),
        PLAN("throttlingPolicy", "lower(s.plan)"),
        STATUS("subscriptionStatus", STATE);

        private final String word;
        private final String column;

        By(String word, String column) {
            this.word = word;
            this.column = column;
        }

        String word() {
            return word;
        }
    }

    private enum Direction {
        ASC,
        DESC;

        String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** {@code query}, {@code pending}, {@code sortBy} and {@code sortOrder}; the oldest first when nothing is asked. */
    static SubscriptionSearch read(Query query) {
        List<String> conditions = new ArrayList<>();
        if (query.flag("pending", false)) {
            conditions.add(PENDING);
        }
        Map<String, String> values = new LinkedHashMap<>();
        Matcher terms = TERM.matcher(query.text(PARAMETER, MAX_LENGTH).strip());
        while (terms.find()) {
            String name = "term" + values.size();
            String text = terms.group(2) == null ? terms.group(3) : terms.group(2);
            condition(query, terms.group(1), ':' + name).ifPresent(conditions::add);
            values.put(name, Key.STATUS.name().equalsIgnoreCase(terms.group(1)) ? lower(text) : part(text));
        }
        if (values.size() > MAX_TERMS) {
            query.wrong(PARAMETER, "has at most " + MAX_TERMS + " terms");
        }
        return new SubscriptionSearch(
                conditions.isEmpty() ? "true" : String.join(" and ", conditions), values, order(query));
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

    private static String part(String text) {
        return '%' + lower(text).replace("!", "!!").replace("%", "!%").replace("_", "!_") + '%';
    }

    private static String lower(String text) {
        return text.toLowerCase(Locale.ROOT);
    }

    /** Never two orders of the same rows: what is equal is told apart by its id. */
    private static String order(Query query) {
        By by = query.choice("sortBy", By.CREATED_TIME, By::word);
        String direction =
                ' ' + query.choice("sortOrder", Direction.ASC, Direction::word).word();
        return by.column + direction + ", s.id" + direction;
    }
}
