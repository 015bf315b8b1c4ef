package dev.sluice.publisher.usage;

/** What usage is shown apart by. The name of a group is what people call it, where that is not the group itself. */
enum UsageGroup {
    NONE("", "cast(null as text)", "cast(null as text)"),
    API(
            "api",
            "cast(s.api_id as text)",
            "(select a.name || ' ' || a.version from api a where a.id = cast(p.of as uuid))"),
    TOPIC("topic", "s.topic", "p.of"),
    APPLICATION(
            "application",
            "cast(s.application_id as text)",
            "(select a.name from application a where a.id = cast(p.of as uuid))"),
    PLAN("plan", "s.plan", "p.of"),
    KEY_TYPE("keyType", "s.key_type", "p.of");

    private final String text;
    private final String column;
    private final String name;

    UsageGroup(String text, String column, String name) {
        this.text = text;
        this.column = column;
        this.name = name;
    }

    /** As in a query; empty = all together. */
    String text() {
        return text;
    }

    /** Of a series {@code s}. */
    String column() {
        return column;
    }

    /** Of a group {@code p.of}. */
    String groupName() {
        return name;
    }
}
