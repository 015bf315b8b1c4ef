package dev.sluice.publisher.api.registry;

import dev.sluice.publisher.web.rest.Query;
import java.util.Locale;

/** {@code sortBy} and {@code sortOrder} of a list of APIs; the newest first when nothing is asked. */
public record SortOrder(By by, boolean isAscending) {
    public static final SortOrder NEWEST_FIRST = new SortOrder(By.CREATED_TIME, false);

    /** What may be sorted by. */
    public enum By {
        API_NAME("apiName", "lower(a.name)"),
        VERSION("version", "a.version"),
        CREATED_TIME("createdTime", "a.created_at"),
        UPDATED_TIME("updatedTime", "a.updated_at"),
        STATUS("status", "a.state");

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

    public static SortOrder read(Query query) {
        return new SortOrder(
                query.choice("sortBy", By.CREATED_TIME, By::word),
                query.choice("sortOrder", Direction.DESC, Direction::word) == Direction.ASC);
    }

    /** Never two orders of the same rows: what is equal is told apart by its id. */
    String sql() {
        String direction = isAscending ? " asc" : " desc";
        return by.column + direction + ", a.id" + direction;
    }
}
