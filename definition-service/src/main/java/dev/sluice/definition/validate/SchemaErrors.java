package dev.sluice.definition.validate;

import com.fasterxml.jackson.databind.JsonNode;
import com.networknt.schema.Error;
import dev.sluice.definition.document.Pointers;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * Errors of a schema check as a person wants them. Of alternatives ({@code oneOf}, {@code anyOf}) that all fail, the
 * one that fails least is taken to be meant; where all ask for another value at the same place, their values are put
 * together.
 */
final class SchemaErrors {
    private static final String ONE_OF = "oneOf";
    private static final String ANY_OF = "/anyOf/";
    private static final Set<String> VALUES = Set.of("enum", "const");

    private SchemaErrors() {}

    /** @param pointer to the place, in what was checked */
    record Violation(String keyword, String pointer, String message) {}

    static List<Violation> of(List<Error> errors) {
        List<Violation> violations = new ArrayList<>();
        List<Error> open = new ArrayList<>(errors);
        while (true) {
            Optional<Error> outermost = open.stream()
                    .filter(error -> error.getKeyword().equals(ONE_OF))
                    .min(Comparator.comparingInt(
                            error -> error.getEvaluationPath().getNameCount()));
            if (outermost.isEmpty()) {
                firstOfAny(open).forEach(error -> violations.add(violation(error)));
                return violations;
            }
            open = withoutAlternatives(open, outermost.get(), violations);
        }
    }

    /** {@code anyOf} has no error of its own: at each place, those of the first of its branches that has one. */
    private static List<Error> firstOfAny(List<Error> errors) {
        Map<String, String> first = new HashMap<>();
        return errors.stream()
                .filter(error -> {
                    String path = error.getEvaluationPath().toString();
                    int any = path.lastIndexOf(ANY_OF);
                    if (any < 0) {
                        return true;
                    }
                    int branch = path.indexOf('/', any + ANY_OF.length());
                    String key = path.substring(0, any) + '@' + error.getInstanceLocation();
                    String own = branch < 0 ? path : path.substring(0, branch);
                    return own.equals(first.computeIfAbsent(key, unknown -> own));
                })
                .toList();
    }

    /** What is left of the errors when those within the alternatives are those of the best one. */
    private static List<Error> withoutAlternatives(List<Error> errors, Error alternatives, List<Violation> violations) {
        List<Error> left = new ArrayList<>();
        Map<String, List<Error>> branches = new TreeMap<>();
        for (Error error : errors) {
            Optional<String> branch = branchOf(error, alternatives);
            if (branch.isPresent()) {
                branches.computeIfAbsent(branch.get(), any -> new ArrayList<>()).add(error);
            } else if (error != alternatives) {
                left.add(error);
            }
        }
        Optional<Violation> together = valuesOfAll(branches);
        if (branches.isEmpty()) {
            violations.add(violation(alternatives));
        } else if (together.isPresent()) {
            violations.add(together.get());
        } else {
            left.addAll(branches.values().stream()
                    .min(Comparator.<List<Error>>comparingLong(branch -> atTheTop(branch, alternatives))
                            .thenComparingInt(List::size))
                    .orElseThrow());
        }
        return left;
    }

    /** What is wrong with the value as such, not with its parts. */
    private static long atTheTop(List<Error> branch, Error alternatives) {
        return branch.stream()
                .filter(error -> error.getInstanceLocation().equals(alternatives.getInstanceLocation()))
                .count();
    }

    /** Only within the same value: an error of another one may have the same path. */
    private static Optional<String> branchOf(Error error, Error alternatives) {
        var path = error.getEvaluationPath();
        var outer = alternatives.getEvaluationPath();
        return path.getNameCount() > outer.getNameCount()
                        && path.startsWith(outer)
                        && error.getInstanceLocation().startsWith(alternatives.getInstanceLocation())
                ? Optional.of(path.getName(outer.getNameCount()))
                : Optional.empty();
    }

    private static Optional<Violation> valuesOfAll(Map<String, List<Error>> branches) {
        if (branches.size() < 2) {
            return Optional.empty();
        }
        Map<String, Set<String>> allowed = new LinkedHashMap<>();
        Map<String, Set<String>> askedBy = new LinkedHashMap<>();
        branches.forEach((branch, errors) -> errors.stream()
                .filter(error -> VALUES.contains(error.getKeyword()))
                .forEach(error -> {
                    String place = error.getInstanceLocation().toString();
                    askedBy.computeIfAbsent(place, any -> new LinkedHashSet<>()).add(branch);
                    allowed.computeIfAbsent(place, any -> new LinkedHashSet<>()).addAll(values(error));
                }));
        return askedBy.entrySet().stream()
                .filter(asked -> asked.getValue().size() == branches.size())
                .map(Map.Entry::getKey)
                .findFirst()
                .map(place -> new Violation(
                        "enum", place, "must be one of " + String.join(", ", allowed.getOrDefault(place, Set.of()))));
    }

    private static Set<String> values(Error error) {
        JsonNode schema = error.getSchemaNode();
        Set<String> values = new LinkedHashSet<>();
        if (schema.isArray()) {
            schema.forEach(value -> values.add(value.asText()));
        } else {
            values.add(schema.asText());
        }
        return values;
    }

    private static Violation violation(Error error) {
        String place = error.getInstanceLocation().toString();
        String property = error.getProperty() == null ? "" : error.getProperty();
        return switch (error.getKeyword()) {
            case "required" -> new Violation("required", place, "'" + property + "' is missing");
            case "additionalProperties" ->
                new Violation(
                        "additionalProperties",
                        Pointers.child(place, property),
                        "'" + property + "' is not expected here");
            case "enum", "const" ->
                new Violation(
                        error.getKeyword(),
                        place,
                        "must be "
                                + values(error).stream()
                                        .collect(Collectors.joining(
                                                ", ", values(error).size() > 1 ? "one of " : "", "")));
            default -> new Violation(error.getKeyword(), place, error.getMessage());
        };
    }
}
