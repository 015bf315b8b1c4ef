package dev.sluice.publisher.web.problem;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.OptionalInt;
import java.util.Set;

/** Text that people see as it is: without characters that are not seen, or that turn round the order of those that are. */
final class ShownText {
    /** The fields that hold names and other labels of one line, wherever they are in a body. */
    private static final Set<String> LABELS = Set.of(
            "name",
            "displayName",
            "userName",
            "owner",
            "clientName",
            "version",
            "context",
            "throttlingPolicy",
            "policies",
            "tags",
            "keyType",
            "keyName",
            "type",
            "consumerKeyClaim",
            "scopesClaim",
            "apiOwner",
            "businessOwner",
            "businessOwnerEmail",
            "technicalOwner",
            "technicalOwnerEmail");

    /** The fields that hold running text. */
    private static final Set<String> PROSE = Set.of("description", "comment", "value");

    private static final int ZERO_WIDTH_NON_JOINER = 0x200c;
    private static final int ZERO_WIDTH_JOINER = 0x200d;
    /** Letters, symbols that are blank. */
    private static final Set<Integer> FILLERS = Set.of(0x115f, 0x1160, 0x2800, 0x3164, 0xffa0);
    /** Line ends, and format characters that writing from right to left, and hyphenation, need. */
    private static final Set<Integer> OF_PROSE =
            Set.of(0x9, 0xa, 0xd, 0xad, 0x61c, 0x200b, 0x200c, 0x200d, 0x200e, 0x200f);

    private ShownText() {}

    /** Notes where in a body people would be shown what they cannot see. */
    static void noteHidden(JsonNode body, List<FieldError> errors) {
        noteHidden(body, "", "", errors);
    }

    /** @param field the name of the member that this is, or is a list's part of; empty = the body */
    private static void noteHidden(JsonNode node, String path, String field, List<FieldError> errors) {
        // One that cannot be stored has been noted already.
        if (node.isTextual() && StorableText.is(node.textValue())) {
            fault(field, node.textValue()).ifPresent(character -> errors.add(new FieldError(path, reason(character))));
        }
        for (int i = 0; node.isArray() && i < node.size(); i++) {
            noteHidden(node.get(i), path + '[' + i + ']', field, errors);
        }
        node.properties()
                .forEach(member -> noteHidden(
                        member.getValue(),
                        path.isEmpty() ? member.getKey() : path + '.' + member.getKey(),
                        member.getKey(),
                        errors));
    }

    private static OptionalInt fault(String field, String text) {
        if (LABELS.contains(field)) {
            return faultOfLabel(text);
        }
        return PROSE.contains(field) ? faultOfProse(text) : OptionalInt.empty();
    }

    /** The first character that a label must not hold. */
    private static OptionalInt faultOfLabel(String text) {
        for (int at = 0; at < text.length(); at += Character.charCount(text.codePointAt(at))) {
            int character = text.codePointAt(at);
            if (isHidden(character) && !isJoiner(text, at, character)) {
                return OptionalInt.of(character);
            }
        }
        return OptionalInt.empty();
    }

    /** The first character that running text must not hold. */
    private static OptionalInt faultOfProse(String text) {
        return text.codePoints()
                .filter(character -> isHidden(character) && !OF_PROSE.contains(character))
                .findFirst();
    }

    /** As a reason of a wrong field. */
    private static String reason(int character) {
        return "must not hold U+%04X (%s), which is not seen".formatted(character, Character.getName(character));
    }

    private static boolean isHidden(int character) {
        return switch (Character.getType(character)) {
            case Character.CONTROL, Character.FORMAT, Character.LINE_SEPARATOR, Character.PARAGRAPH_SEPARATOR -> true;
            default -> FILLERS.contains(character);
        };
    }

    /** Within a word of a script that is written with it, or a composed emoji: there it is seen. */
    private static boolean isJoiner(String text, int at, int character) {
        boolean joins = character == ZERO_WIDTH_JOINER || character == ZERO_WIDTH_NON_JOINER;
        return joins
                && at > 0
                && at + 1 < text.length()
                && isOfSuchAScript(text.codePointBefore(at))
                && isOfSuchAScript(text.codePointAt(at + 1));
    }

    private static boolean isOfSuchAScript(int character) {
        return character > 0x5ff && !isHidden(character);
    }
}
