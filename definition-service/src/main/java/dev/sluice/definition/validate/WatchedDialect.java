package dev.sluice.definition.validate;

import com.fasterxml.jackson.databind.JsonNode;
import com.networknt.schema.Error;
import com.networknt.schema.ExecutionContext;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaContext;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.dialect.Dialect;
import com.networknt.schema.dialect.Dialects;
import com.networknt.schema.keyword.Keyword;
import com.networknt.schema.keyword.KeywordValidator;
import com.networknt.schema.keyword.NonValidationKeyword;
import com.networknt.schema.path.NodePath;
import dev.sluice.definition.document.Work;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * JSON Schema draft 7, of which every use of a keyword may cost a step: a short schema can branch for ever. And a check
 * that finds very many errors is stopped: each is some hundred bytes.
 */
final class WatchedDialect {
    private static final int MAX_ERRORS = 2_000;
    /** Of a keyword such as {@code enum} or {@code required}, for the price of a step. */
    private static final int ENTRIES = 16;

    private WatchedDialect() {}

    /** @param budget {@code null} = the schemas are known, and a check is a part of the work that its context has */
    static Dialect draft7(@Nullable Budget budget) {
        return Dialect.builder(Dialects.getDraft7())
                .keywords(keywords -> keywords.replaceAll(
                        (name, keyword) -> name.equals("format") ? keyword : new WatchedKeyword(keyword, budget)))
                // Not the library's own, which logs their names.
                .unknownKeywordFactory((name, context) -> new NonValidationKeyword(name))
                .build();
    }

    /** More errors than a person reads; has those that were found. */
    static final class TooManyErrors extends RuntimeException {
        private static final long serialVersionUID = 1L;

        private final transient List<Error> found;

        private TooManyErrors(List<Error> found) {
            super("too many errors", null, false, false);
            this.found = List.copyOf(found);
        }

        List<Error> found() {
            return found;
        }
    }

    /** Makes a check a part of this work. */
    static void watch(ExecutionContext execution, Work work) {
        execution.getCollectorContext().put(Work.class, work);
    }

    private record WatchedKeyword(Keyword keyword, @Nullable Budget budget) implements Keyword {
        @Override
        public String getValue() {
            return keyword.getValue();
        }

        @Override
        public @Nullable KeywordValidator newValidator(
                SchemaLocation location, JsonNode node, Schema parent, SchemaContext context) throws Exception {
            if (budget != null) {
                budget.spend(1);
            }
            KeywordValidator validator = keyword.newValidator(location, node, parent, context);
            return validator == null ? null : new WatchedValidator(validator, 1 + node.size() / ENTRIES, budget);
        }
    }

    private record WatchedValidator(
            KeywordValidator validator, int steps, @Nullable Budget budget) implements KeywordValidator {
        @Override
        public String getKeyword() {
            return validator.getKeyword();
        }

        @Override
        public SchemaLocation getSchemaLocation() {
            return validator.getSchemaLocation();
        }

        @Override
        public void preloadSchema() {
            validator.preloadSchema();
        }

        @Override
        public void validate(ExecutionContext execution, JsonNode value, JsonNode root, NodePath place) {
            if (budget == null) {
                execution.getCollectorContext().<Work>get(Work.class).steps(steps);
            } else {
                budget.spend(steps);
            }
            validator.validate(execution, value, root, place);
            if (execution.getErrors().size() > MAX_ERRORS) {
                throw new TooManyErrors(execution.getErrors());
            }
        }
    }
}
