package dev.sluice.publisher.problem;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The fields of a JSON body, read one by one: what is wrong is noted and reading goes on, so that one answer can name every
 * wrong field. A value that was noted as wrong reads as its default; use none of them before {@link #errors} is empty.
 */
public final class Fields {
    private final JsonNode node;
    private final String path;
    private final List<FieldError> errors;

    private Fields(JsonNode node, String path, List<FieldError> errors) {
        this.node = node;
        this.path = path;
        this.errors = errors;
    }

    /** @param body {@code null} = none was sent */
    public static Fields of(@Nullable JsonNode body) {
        Fields fields = new Fields(body == null ? MissingNode.getInstance() : body, "", new ArrayList<>());
        if (body == null || !body.isObject()) {
            fields.errors.add(new FieldError("body", "must be a JSON object"));
        } else {
            noteUnstorable(body, "", fields.errors);
        }
        return fields;
    }

    /** Also in fields that are passed over: somebody may keep the body as it is. */
    private static void noteUnstorable(JsonNode node, String path, List<FieldError> errors) {
        if (node.isTextual() && !StorableText.is(node.textValue())) {
            errors.add(new FieldError(path, StorableText.REASON));
        }
        for (int i = 0; node.isArray() && i < node.size(); i++) {
            noteUnstorable(node.get(i), path + '[' + i + ']', errors);
        }
        node.properties().forEach(member -> {
            if (StorableText.is(member.getKey())) {
                noteUnstorable(
                        member.getValue(), path.isEmpty() ? member.getKey() : path + '.' + member.getKey(), errors);
            } else {
                errors.add(new FieldError(path.isEmpty() ? "body" : path, "has a name that " + StorableText.REASON));
            }
        });
    }

    /** Each once, however often a field was read. */
    public List<FieldError> errors() {
        return errors.stream().distinct().toList();
    }

    public void wrong(String field, String reason) {
        errors.add(new FieldError(pathOf(field), reason));
    }

    public boolean has(String field) {
        return !isAbsent(node.path(field));
    }

    /** A text of at least one character that is not only blanks. */
    public String required(String field, int maxLength) {
        String value = text(field, "", maxLength);
        if (value.isBlank() && errors.stream().noneMatch(error -> error.field().equals(pathOf(field)))) {
            wrong(field, "is required");
        }
        return value;
    }

    public String text(String field, String otherwise, int maxLength) {
        JsonNode value = node.path(field);
        if (isAbsent(value)) {
            return otherwise;
        }
        if (!value.isTextual()) {
            wrong(field, "must be a text");
            return otherwise;
        }
        if (value.textValue().length() > maxLength) {
            wrong(field, "has at most " + maxLength + " characters");
            return otherwise;
        }
        return value.textValue();
    }

    public boolean flag(String field, boolean otherwise) {
        JsonNode value = node.path(field);
        if (!isAbsent(value) && !value.isBoolean()) {
            wrong(field, "must be true or false");
        }
        return value.isBoolean() ? value.booleanValue() : otherwise;
    }

    public long number(String field, long otherwise, long min, long max) {
        JsonNode value = node.path(field);
        if (isAbsent(value)) {
            return otherwise;
        }
        if (!value.isIntegralNumber() || !value.canConvertToLong()) {
            wrong(field, "must be a whole number");
            return otherwise;
        }
        if (value.longValue() < min || value.longValue() > max) {
            wrong(field, "must be " + min + " to " + max);
            return otherwise;
        }
        return value.longValue();
    }

    /** @param name how a constant is written */
    public <E extends Enum<E>> Optional<E> choice(String field, Class<E> type, Function<E, String> name) {
        String value = text(field, "", 64);
        if (value.isEmpty()) {
            return Optional.empty();
        }
        List<String> names = new ArrayList<>();
        for (E constant : EnumSet.allOf(type)) {
            if (name.apply(constant).equals(value)) {
                return Optional.of(constant);
            }
            names.add(name.apply(constant));
        }
        wrong(field, "must be one of " + String.join(", ", names));
        return Optional.empty();
    }

    public List<String> texts(String field, List<String> otherwise, int maxCount, int maxLength) {
        if (!has(field)) {
            return otherwise;
        }
        List<String> values = new ArrayList<>();
        for (JsonNode value : array(field, maxCount)) {
            if (!value.isTextual() || value.textValue().length() > maxLength) {
                wrong(field, "must hold texts of at most " + maxLength + " characters");
                return otherwise;
            }
            values.add(value.textValue());
        }
        return values;
    }

    /** The object under this name; empty fields when there is none. */
    public Fields object(String field) {
        JsonNode value = node.path(field);
        if (!isAbsent(value) && !value.isObject()) {
            wrong(field, "must be an object");
        }
        return new Fields(value, pathOf(field), errors);
    }

    public List<Fields> objects(String field, int maxCount) {
        List<Fields> objects = new ArrayList<>();
        for (JsonNode value : array(field, maxCount)) {
            String place = pathOf(field) + '[' + objects.size() + ']';
            if (!value.isObject()) {
                errors.add(new FieldError(place, "must be an object"));
            }
            objects.add(new Fields(value, place, errors));
        }
        return objects;
    }

    /** The objects that are the values of the object under this name, whatever they are called there. */
    public List<Fields> members(String field, int maxCount) {
        Fields parent = object(field);
        if (parent.node.size() > maxCount) {
            wrong(field, "has at most " + maxCount + " entries");
            return List.of();
        }
        List<Fields> members = new ArrayList<>();
        parent.node.fieldNames().forEachRemaining(name -> members.add(parent.object(name)));
        return members;
    }

    /** Notes every field that is none of these: for objects that only we define, where a typo must not pass. */
    public void onlyKnown(Set<String> known) {
        node.fieldNames().forEachRemaining(field -> {
            if (!known.contains(field)) {
                wrong(field, "is not known");
            }
        });
    }

    private List<JsonNode> array(String field, int maxCount) {
        JsonNode value = node.path(field);
        if (isAbsent(value)) {
            return List.of();
        }
        if (!value.isArray() || value.size() > maxCount) {
            wrong(field, "must be a list of at most " + maxCount);
            return List.of();
        }
        List<JsonNode> values = new ArrayList<>();
        value.forEach(values::add);
        return values;
    }

    private static boolean isAbsent(JsonNode value) {
        return value.isMissingNode() || value.isNull();
    }

    private String pathOf(String field) {
        return path.isEmpty() ? field : path + '.' + field;
    }
}
