package dev.sluice.publisher.deny;

import dev.sluice.model.access.AccessRecord.DenyType;
import dev.sluice.model.access.IpRange;
import dev.sluice.publisher.web.problem.Fields;
import java.net.InetAddress;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * A condition out of a body as WSO2 has it: {@code conditionValue} is a text, or of addresses an object with
 * {@code fixedIp}, or {@code startingIp} and {@code endingIp}, and {@code invert}. A network stands where an address does.
 */
final class ConditionReader {
    private static final String TYPE = "conditionType";
    private static final String VALUE = "conditionValue";
    private static final int MAX_TEXT = 300;
    private static final int MAX_ADDRESS = 64;
    /** What names of users end with in WSO2's one tenant. */
    private static final String TENANT = "@carbon.super";

    private final Fields body;
    private final DenySubjects subjects;

    private ConditionReader(Fields body, DenySubjects subjects) {
        this.body = body;
        this.subjects = subjects;
    }

    /** Empty when it is wrong, which is noted in the body. */
    static Optional<DenyCondition> read(Fields body, DenySubjects subjects) {
        return new ConditionReader(body, subjects).read();
    }

    private Optional<DenyCondition> read() {
        Optional<ConditionType> type = body.choice(TYPE, ConditionType.class, ConditionType::name);
        if (type.isEmpty() && body.errors().isEmpty()) {
            body.wrong(TYPE, "is required");
        }
        return type.flatMap(known -> switch (known) {
            case API -> named(known, DenyType.API, subjects::api, "is the base path of no API, such as /prices/1.0.0");
            case APPLICATION ->
                named(known, DenyType.APPLICATION, subjects::application, "is no application, as <owner>:<name>");
            case USER -> named(known, DenyType.USER, subjects::user, "is no user");
            case IP -> fixed(body.object(VALUE));
            case IPRANGE -> range(body.object(VALUE));
        });
    }

    /** Finds what is meant. */
    private interface Search {
        Optional<DenySubjects.Subject> find(String text);
    }

    private Optional<DenyCondition> named(ConditionType type, DenyType recordType, Search search, String unknown) {
        String text = body.required(VALUE, MAX_TEXT);
        if (text.isBlank()) {
            return Optional.empty();
        }
        String name = text.endsWith(TENANT) ? text.substring(0, text.length() - TENANT.length()) : text;
        Optional<DenySubjects.Subject> found = search.find(name);
        if (found.isEmpty()) {
            body.wrong(VALUE, unknown);
        }
        return found.map(subject -> new DenyCondition(type, subject.text(), recordType, subject.value(), false));
    }

    private static Optional<DenyCondition> fixed(Fields value) {
        boolean inverted = value.flag("invert", false);
        String text = value.required("fixedIp", MAX_ADDRESS);
        return read(value, "fixedIp", text, () -> IpRange.of(text))
                .map(range -> condition(ConditionType.IP, text, range, inverted));
    }

    private static Optional<DenyCondition> range(Fields value) {
        boolean inverted = value.flag("invert", false);
        Optional<InetAddress> first = address(value, "startingIp");
        Optional<InetAddress> last = address(value, "endingIp");
        if (first.isEmpty() || last.isEmpty()) {
            return Optional.empty();
        }
        return read(value, "endingIp", "range", () -> new IpRange(first.get(), last.get()))
                .map(range -> condition(ConditionType.IPRANGE, ends(range), range, inverted));
    }

    private static Optional<InetAddress> address(Fields value, String field) {
        String text = value.required(field, MAX_ADDRESS);
        return read(value, field, text, () -> IpRange.address(text));
    }

    /** @param text that is noted as missing already if it is blank */
    private static <T> Optional<T> read(Fields value, String field, String text, Supplier<T> reader) {
        if (text.isBlank()) {
            return Optional.empty();
        }
        try {
            return Optional.of(reader.get());
        } catch (IllegalArgumentException wrong) {
            value.wrong(field, String.valueOf(wrong.getMessage()));
            return Optional.empty();
        }
    }

    /** The value is the one text of these addresses, however they were written. */
    private static DenyCondition condition(ConditionType type, String text, IpRange range, boolean inverted) {
        boolean isOne = range.first().equals(range.last());
        return new DenyCondition(
                type,
                text,
                isOne ? DenyType.IP : DenyType.IP_RANGE,
                isOne ? range.first().getHostAddress() : ends(range),
                inverted);
    }

    private static String ends(IpRange range) {
        return range.first().getHostAddress() + '-' + range.last().getHostAddress();
    }
}
