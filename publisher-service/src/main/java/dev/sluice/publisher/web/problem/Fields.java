package dev.sluice.publisher.web.problem;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.LongNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The fields of a JSON body, read one by one: what is wrong is noted and reading goes on, so that one answer can name every
 * wrong field. A value that was noted as wrong reads as its default; use none of them before {@link #errors} is empty.
 * Once all is read, {@link #ignored} names what the body has beside it.
 */
public final class Fields {
    /** Which a {@code long} can hold. */
    private static final Pattern NUMBER = Pattern.compile("-?[0-9]{1,18}");

    private final JsonNode node;
    private final String path;
    private final Notes notes;

    private final Names names;

    /** Of one object: the names of its fields that were read, and of those that were read and are not used. */
    private record Names(Set<String> read, Set<String> unused) {}

    /** Of the whole body; {@code names} has the objects that were looked into. */
    private record Notes(List<FieldError> errors, Map<JsonNode, Names> names) {}

    private Fields(JsonNode node, String path, Notes notes) {
        this.node = node;
        this.path = path;
        this.notes = notes;
        this.names = notes.names.computeIfAbsent(node, object -> new Names(new HashSet<>(), new HashSet<>()));
    }

    /** @param body {@code null} = none was sent */
    public static Fields of(@Nullable JsonNode body) {
        Notes notes = new Notes(new ArrayList<>(), new IdentityHashMap<>());
        Fields fields = new Fields(body == null ? MissingNode.getInstance() : body, "", notes);
        if (body == null || !body.isObject()) {
            notes.errors.add(new FieldError("body", "must be a JSON object"));
        } else {
            noteUnstorable(body, "", notes.errors);
            ShownText.noteHidden(body, notes.errors);
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
        return notes.errors.stream().distinct().toList();
    }

    /**
     * The paths of those fields of the whole body that mean nothing here, in the body's order: never read, or noted by
     * {@link #ignore}. A field that is {@code null} counts as not sent.
     */
    public List<String> ignored() {
        List<String> ignored = new ArrayList<>();
        addIgnored(node, path, ignored);
        return ignored;
    }

    private void addIgnored(JsonNode value, String place, List<String> ignored) {
        for (int i = 0; value.isArray() && i < value.size(); i++) {
            addIgnored(value.get(i), place + '[' + i + ']', ignored);
        }
        Names known = notes.names.get(value);
        if (known == null) {
            return;
        }
        value.properties().forEach(member -> {
            String name = member.getKey();
            String field = place.isEmpty() ? name : place + '.' + name;
            if (known.unused.contains(name) || !known.read.contains(name) && !isAbsent(member.getValue())) {
                ignored.add(field);
            } else {
                addIgnored(member.getValue(), field, ignored);
            }
        });
    }

    public void wrong(String field, String reason) {
        notes.errors.add(new FieldError(pathOf(field), reason));
    }

    /** Notes that a field has been read and is not used. */
    public void ignore(String field) {
        if (has(field)) {
            names.unused.add(field);
        }
    }

    /** Reads a field that makes no difference whatever it says. */
    public void skip(String field) {
        read(field);
    }

    /** Reads a text that cannot be changed here: another one than what is there is not used. */
    public void fixed(String field, String value) {
        if (!text(field, value, Integer.MAX_VALUE).equals(value)) {
            ignore(field);
        }
    }

    /** The same for a flag. */
    public void fixed(String field, boolean value) {
        if (flag(field, value) != value) {
            ignore(field);
        }
    }

    public boolean has(String field) {
        return !isAbsent(node.path(field));
    }

    /** Returns whether it is there and says nothing, as forms send what was not filled in. */
    public boolean isEmptyText(String field) {
        JsonNode value = read(field);
        return value.isTextual() && value.textValue().isEmpty();
    }

    /** A text of at least one character that is not only blanks. */
    public String required(String field, int maxLength) {
        String value = text(field, "", maxLength);
        if (value.isBlank()
                && notes.errors.stream().noneMatch(error -> error.field().equals(pathOf(field)))) {
            wrong(field, "is required");
        }
        return value;
    }

    public String text(String field, String otherwise, int maxLength) {
        JsonNode value = read(field);
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

    /** A text, or a number as text: scripts send numbers either way. Empty when it is not there, or wrong. */
    public Optional<String> scalar(String field) {
        JsonNode value = read(field);
        if (!isAbsent(value) && !value.isTextual() && !value.isNumber()) {
            wrong(field, "must be a number or a text");
        }
        return value.isTextual() || value.isNumber() ? Optional.of(value.asText()) : Optional.empty();
    }

    public boolean flag(String field, boolean otherwise) {
        JsonNode value = read(field);
        if (!isAbsent(value) && !value.isBoolean()) {
            wrong(field, "must be true or false");
        }
        return value.isBoolean() ? value.booleanValue() : otherwise;
    }

    public long number(String field, long otherwise, long min, long max) {
        return inRange(field, read(field), otherwise, min, max);
    }

    /** A number, or a text that is one, as some of WSO2's clients send it. */
    public long numberOrText(String field, long otherwise, long min, long max) {
        JsonNode value = read(field);
        boolean isNumber =
                value.isTextual() && NUMBER.matcher(value.textValue()).matches();
        return inRange(
                field, isNumber ? LongNode.valueOf(Long.parseLong(value.textValue())) : value, otherwise, min, max);
    }

    private long inRange(String field, JsonNode value, long otherwise, long min, long max) {
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
        JsonNode value = read(field);
        if (!isAbsent(value) && !value.isObject()) {
            wrong(field, "must be an object");
        }
        return new Fields(value, pathOf(field), notes);
    }

    public List<Fields> objects(String field, int maxCount) {
        List<Fields> objects = new ArrayList<>();
        for (JsonNode value : array(field, maxCount)) {
            String place = pathOf(field) + '[' + objects.size() + ']';
            if (!value.isObject()) {
                notes.errors.add(new FieldError(place, "must be an object"));
            }
            objects.add(new Fields(value, place, notes));
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

    private JsonNode read(String field) {
        names.read.add(field);
        return node.path(field);
    }

    private List<JsonNode> array(String field, int maxCount) {
        JsonNode value = read(field);
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
