package dev.sluice.publisher.developer.apikey;

import dev.sluice.model.access.ApiKeyText;
import dev.sluice.model.access.IpRange;
import dev.sluice.model.access.RefererPattern;
import dev.sluice.publisher.web.problem.Fields;
import dev.sluice.publisher.web.rest.Ids;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** What bodies say of API keys. */
final class ApiKeyReader {
    /** As WSO2's scripts send it: without an end. */
    static final long ENDLESS = -1;

    static final String NAME = "keyName";
    static final String VALIDITY = "validityPeriod";
    static final String RULES = "additionalProperties";
    static final String IPS = "permittedIP";
    static final String REFERERS = "permittedReferer";
    static final String KEY_ID = "keyUUID";
    static final String KEY = "apikey";
    static final String OVERLAP = "overlapSeconds";

    /** Ten years; WSO2's field is a number of 32 bits. */
    private static final long MAX_SECONDS = 10L * 365 * 86_400;

    private static final long MAX_OVERLAP_SECONDS = 86_400;
    /** What is named by a text that is no id: such a thing is not there. */
    private static final UUID NOTHING = new UUID(0, 0);

    private static final int MAX_NAME = 100;
    private static final int MAX_ID = 36;
    private static final int MAX_KEY = 200;
    private static final int MAX_RULES = 20;
    private static final int MAX_TEXT = MAX_RULES * (RefererPattern.MAX_LENGTH + 2);
    private static final int MAX_SHOWN = 60;

    private ApiKeyReader() {}

    /** How a new key may be used. What is wrong is noted. */
    static ApiKeyTerms terms(Fields body) {
        String name = body.text(NAME, "", MAX_NAME).strip();
        long validity = body.number(VALIDITY, ENDLESS, ENDLESS, MAX_SECONDS);
        if (validity == 0) {
            body.wrong(VALIDITY, "must be 1 to " + MAX_SECONDS + " seconds, or -1 for a key without an end");
        }
        return withRules(name, validity == ENDLESS ? null : validity, body.object(RULES));
    }

    /**
     * What a key is to be: of a part that the body has not, the present one stays, so that no rule goes by being left out.
     * What is wrong is noted.
     */
    static ApiKeyTerms change(Fields body, ApiKeyTerms present) {
        String name = body.has(NAME) ? body.required(NAME, MAX_NAME).strip() : present.name();
        Fields properties = body.object(RULES);
        return body.has(RULES)
                ? withRules(name, present.validitySeconds(), properties)
                : new ApiKeyTerms(name, present.validitySeconds(), present.permittedIps(), present.permittedReferers());
    }

    /** Notes what a body says of a key that cannot change, where it is something else. */
    static void ignoreFixed(Fields body, ApiKeyEntry entry) {
        ApiKeyEntity key = entry.key();
        body.fixed(KEY_ID, key.id().toString());
        body.fixed("lastFour", key.lastFour());
        body.fixed("keyType", key.keyType().name());
        body.fixed("apiId", key.apiId().toString());
        body.fixed("apiName", entry.api().name());
        body.fixed("apiVersion", entry.api().version());
        body.fixed("applicationId", key.applicationId().toString());
        body.fixed("associatedApp", entry.application().name());
        body.fixed("issuedOn", key.createdAt().toString());
        body.fixed("expiresAt", Objects.toString(key.expiresAt(), ""));
        body.skip("lastUsed");
        long validity = Objects.requireNonNullElse(key.validitySeconds(), ENDLESS);
        if (body.number(VALIDITY, validity, Long.MIN_VALUE, Long.MAX_VALUE) != validity) {
            body.ignore(VALIDITY);
        }
    }

    private static ApiKeyTerms withRules(String name, @Nullable Long validity, Fields properties) {
        return new ApiKeyTerms(
                name, validity, rules(properties, IPS, IpRange::of), rules(properties, REFERERS, RefererPattern::of));
    }

    /** With commas, as WSO2 has them; each is named that is wrong. */
    private static List<String> rules(Fields properties, String field, Consumer<String> check) {
        List<String> rules = new ArrayList<>();
        for (String part : properties.text(field, "", MAX_TEXT).split(",", -1)) {
            String rule = part.strip();
            if (!rule.isEmpty() && !rules.contains(rule)) {
                rules.add(rule);
            }
        }
        if (rules.size() > MAX_RULES) {
            properties.wrong(field, "has at most " + MAX_RULES + " entries");
            return List.of();
        }
        for (String rule : rules) {
            try {
                check.accept(rule);
            } catch (IllegalArgumentException wrong) {
                properties.wrong(field, "'" + shown(rule) + "': " + wrong.getMessage());
            }
        }
        return rules;
    }

    private static String shown(String rule) {
        return rule.length() <= MAX_SHOWN ? rule : rule.substring(0, MAX_SHOWN) + "...";
    }

    /** Returns the id of the key that is meant; {@code null} = there is none such, or it is not said, which is noted. */
    static @Nullable UUID keyId(Fields body) {
        return Ids.parse(body.required(KEY_ID, MAX_ID)).orElse(null);
    }

    /** Returns the SHA-256 of a key that was sent itself, as WSO2's scripts do to revoke it; empty = none was. */
    static Optional<String> hash(Fields body) {
        String key = body.text(KEY, "", MAX_KEY).strip();
        return key.isEmpty() ? Optional.empty() : Optional.of(ApiKeyText.hash(key));
    }

    /** Returns what a field names, or the only one that it can; {@code null} = neither, which is noted. */
    static @Nullable UUID idOrOnly(Fields body, String field, List<UUID> possible, String what) {
        String text = body.text(field, "", MAX_ID);
        if (!text.isEmpty()) {
            return Ids.parse(text).orElse(NOTHING);
        }
        if (possible.size() == 1) {
            return possible.getFirst();
        }
        body.wrong(field, "is required: " + (possible.isEmpty() ? "there is no " : "there are several ") + what);
        return null;
    }

    /** For how long a key stays good beside the one that takes its place. */
    static long overlapSeconds(Fields body) {
        return body.number(OVERLAP, 0, 0, MAX_OVERLAP_SECONDS);
    }
}
