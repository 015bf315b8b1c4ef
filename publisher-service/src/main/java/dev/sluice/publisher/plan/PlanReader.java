package dev.sluice.publisher.plan;

import dev.sluice.model.access.AccessRecord.Burst;
import dev.sluice.model.access.AccessRecord.LimitType;
import dev.sluice.model.access.AccessRecord.PlanLevel;
import dev.sluice.model.access.AccessRecord.PlanLimit;
import dev.sluice.model.quota.Period;
import dev.sluice.publisher.web.problem.Fields;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The terms of a plan out of a body as WSO2's users send it. Kinds of limits that are not for streams are wrong; inside
 * {@code streaming}, which only we define, an unknown field is wrong.
 */
final class PlanReader {
    /** In the place of a count: nothing is limited. */
    static final long UNLIMITED = -1;

    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9_.-]{1,60}");
    private static final long MAX_COUNT = 1_000_000_000_000L;
    private static final long MAX_BYTES = 1_000_000_000_000_000L;
    private static final int MAX_CONNECTIONS = 1_000_000;
    private static final long MIN_CONNECTION_MS = 1_000;
    private static final long MAX_CONNECTION_MS = 366L * 24 * 3_600_000;
    private static final int MAX_ATTRIBUTES = 50;
    private static final String DEFAULT_LIMIT = "defaultLimit";
    private static final Set<String> STREAMING = Set.of("maxConnections", "maxConnectionMs", "byteLimit");

    private final Fields body;
    private final PlanLevel level;

    private PlanReader(Fields body, PlanLevel level) {
        this.body = body;
        this.level = level;
    }

    /** 1 to 60 letters, digits, {@code _}, {@code .}, {@code -}: it stands in keys and in a header of gateways. */
    static String readName(Fields body) {
        String name = body.required("policyName", 60);
        if (!name.isBlank() && !NAME.matcher(name).matches()) {
            body.wrong("policyName", "must be 1 to 60 letters, digits, and any of _ . -");
        }
        return name;
    }

    /** @param name shown where the body says no other; what is wrong is noted in the body */
    static PlanTerms read(Fields body, PlanLevel level, String name) {
        return new PlanReader(body, level).read(name);
    }

    private PlanTerms read(String name) {
        body.skip("type");
        body.skip("isDeployed");
        Fields streaming = body.object("streaming");
        streaming.onlyKnown(STREAMING);
        List<PlanLimit> limits = new ArrayList<>();
        defaultLimit().ifPresent(limits::add);
        byteLimit(streaming).ifPresent(limits::add);
        return new PlanTerms(
                body.text("displayName", name, 512),
                body.text("description", "", 1024),
                limits,
                burst(),
                body.flag("stopOnQuotaReach", true),
                streaming.has("maxConnections")
                        ? (int) streaming.number("maxConnections", 1, 1, MAX_CONNECTIONS)
                        : null,
                streaming.has("maxConnectionMs")
                        ? streaming.number("maxConnectionMs", MIN_CONNECTION_MS, MIN_CONNECTION_MS, MAX_CONNECTION_MS)
                        : null,
                permission(),
                attributes(),
                body.choice("billingPlan", PlanBilling.class, PlanBilling::name).orElse(PlanBilling.FREE));
    }

    private Optional<PlanLimit> defaultLimit() {
        Fields limit = body.object(DEFAULT_LIMIT);
        String type = limit.required("type", 64);
        String wanted = LimitWords.typeOf(level);
        if (type.isBlank()) {
            return Optional.empty();
        }
        if (!type.equals(wanted)) {
            limit.wrong("type", "must be " + wanted + LimitWords.reason(level, type));
            return Optional.empty();
        }
        String field = LimitWords.fieldOf(level);
        if (!limit.has(field)) {
            limit.wrong(field, "is required");
            return Optional.empty();
        }
        return limit(limit.object(field), field, LimitType.EVENTS, MAX_COUNT);
    }

    private static Optional<PlanLimit> byteLimit(Fields streaming) {
        return streaming.has("byteLimit")
                ? limit(streaming.object("byteLimit"), "byteCount", LimitType.BYTES, MAX_BYTES)
                : Optional.empty();
    }

    private static Optional<PlanLimit> limit(Fields limit, String countField, LimitType type, long max) {
        if (!limit.has(countField)) {
            limit.wrong(countField, "is required");
            return Optional.empty();
        }
        long count = limit.numberOrText(countField, UNLIMITED, UNLIMITED, max);
        if (count == 0) {
            limit.wrong(countField, "must be at least 1, or -1 for no limit");
        }
        if (count == UNLIMITED) {
            limit.skip("timeUnit");
            limit.skip("unitTime");
            return Optional.empty();
        }
        TimeUnitWord unit = unit(limit, "timeUnit", TimeUnitWord.OF_LIMITS);
        int units = (int) limit.numberOrText("unitTime", 1, 1, Period.MAX_UNITS);
        return count < 1 ? Optional.empty() : Optional.of(new PlanLimit(type, count, unit.unit(), units));
    }

    private @Nullable Burst burst() {
        Fields fields = level == PlanLevel.APPLICATION ? body.object("burstLimit") : body;
        long count = fields.numberOrText("rateLimitCount", UNLIMITED, UNLIMITED, MAX_COUNT);
        if (count <= 0) {
            // WSO2's forms send a unit though there is no rate, NA among them.
            fields.skip("rateLimitTimeUnit");
            return null;
        }
        return new Burst(
                count, unit(fields, "rateLimitTimeUnit", TimeUnitWord.OF_BURSTS).unit(), 1);
    }

    private static TimeUnitWord unit(Fields fields, String field, EnumSet<TimeUnitWord> allowed) {
        String text = fields.required(field, 16).toLowerCase(Locale.ROOT);
        Optional<TimeUnitWord> found =
                allowed.stream().filter(word -> word.text().equals(text)).findFirst();
        if (found.isEmpty() && !text.isBlank()) {
            fields.wrong(
                    field,
                    "must be one of " + allowed.stream().map(TimeUnitWord::text).collect(Collectors.joining(", ")));
        }
        return found.orElse(TimeUnitWord.DAYS);
    }

    private @Nullable PlanPermission permission() {
        if (!body.has("permissions")) {
            return null;
        }
        Fields permissions = body.object("permissions");
        Optional<PlanPermission.Type> type =
                permissions.choice("permissionType", PlanPermission.Type.class, PlanPermission.Type::name);
        if (type.isEmpty()) {
            permissions.required("permissionType", 64);
        }
        List<String> roles = new ArrayList<>();
        for (String role : permissions.texts("roles", List.of(), 20, 64)) {
            PlanPermission.roleNamed(role)
                    .ifPresentOrElse(
                            roles::add, () -> permissions.wrong("roles", "has '" + role + "', which is no role"));
        }
        if (roles.isEmpty()) {
            permissions.wrong("roles", "must have a role");
        }
        return new PlanPermission(
                type.orElse(PlanPermission.Type.ALLOW),
                roles.stream().distinct().toList());
    }

    private List<PlanAttribute> attributes() {
        List<PlanAttribute> attributes = new ArrayList<>();
        for (Fields attribute : body.objects("customAttributes", MAX_ATTRIBUTES)) {
            attributes.add(new PlanAttribute(attribute.required("name", 100), attribute.text("value", "", 1024)));
        }
        return attributes;
    }
}
