package dev.sluice.definition.validate;

import com.networknt.schema.regex.RegularExpression;
import com.networknt.schema.regex.RegularExpressionFactory;

/** Patterns in schemas, matched in linear time and at the cost of a budget; what is not matched here matches everything. */
final class LinearPatterns implements RegularExpressionFactory {
    private final Budget budget;

    LinearPatterns(Budget budget) {
        this.budget = budget;
    }

    @Override
    public RegularExpression getRegularExpression(String regex) {
        budget.spend(UserPattern.cost(regex));
        if (!(UserPattern.of(regex) instanceof UserPattern.Linear linear)) {
            return text -> true;
        }
        return text -> {
            budget.spend((long) text.length() * linear.size() / 16);
            return linear.pattern().matcher(text).find();
        };
    }
}
