package dev.sluice.publisher.audit;

/**
 * What an entry is about.
 *
 * @param kind such as {@code api}, {@code subscription}; lower case with hyphens
 * @param id by which the REST APIs know it; what is longer than 128 characters is cut
 * @param name by which people know it, empty = it has none; what is longer than 300 characters is cut
 */
public record AuditSubject(String kind, String id, String name) {
    private static final int MAX_ID = 128;
    private static final int MAX_NAME = 300;

    public AuditSubject {
        id = cut(id, MAX_ID);
        name = cut(name, MAX_NAME);
    }

    private static String cut(String text, int length) {
        return text.length() <= length ? text : text.substring(0, length);
    }
}
