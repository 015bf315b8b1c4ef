package dev.sluice.publisher.deny;

import com.fasterxml.jackson.annotation.JsonInclude;
import org.jspecify.annotations.Nullable;

/**
 * A deny rule as the REST API shows it: WSO2's {@code BlockingCondition}.
 *
 * @param conditionValue a text, or {@link Addresses}
 */
record DenyRuleBody(String conditionId, String conditionType, Object conditionValue, boolean conditionStatus) {
    static DenyRuleBody of(DenyRuleEntity rule) {
        DenyCondition condition = rule.condition();
        return new DenyRuleBody(rule.id().toString(), condition.type().name(), value(condition), rule.isEnabled());
    }

    private static Object value(DenyCondition condition) {
        return switch (condition.type()) {
            case API, APPLICATION, USER -> condition.text();
            case IP -> new Addresses(condition.text(), null, null, condition.inverted());
            case IPRANGE -> {
                int dash = condition.text().indexOf('-');
                yield new Addresses(
                        null,
                        condition.text().substring(0, dash),
                        condition.text().substring(dash + 1),
                        condition.inverted());
            }
        };
    }

    /** One address or network, or a range. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Addresses(
            @Nullable String fixedIp,
            @Nullable String startingIp,
            @Nullable String endingIp,
            boolean invert) {}
}
