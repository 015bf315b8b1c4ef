package dev.sluice.model.wire;

import com.fasterxml.jackson.annotation.JsonFormat;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.sluice.model.access.AccessKey;
import dev.sluice.model.access.AccessRecord;
import dev.sluice.model.api.ApiRecord;
import dev.sluice.model.api.EndpointSecurity;
import dev.sluice.model.channel.Channel;
import dev.sluice.model.channel.Feed;
import dev.sluice.model.control.ControlEvent;
import dev.sluice.model.definition.ApiDesign;
import dev.sluice.model.definition.Findings;
import dev.sluice.model.definition.ImportedApi;
import dev.sluice.model.node.DemandRecord;
import dev.sluice.model.node.NodeRecord;
import dev.sluice.model.problem.Problem;
import dev.sluice.model.quota.QuotaRecord;
import dev.sluice.model.relay.ChannelState;
import dev.sluice.model.relay.Checkpoint;
import dev.sluice.model.relay.FeedState;
import dev.sluice.model.relay.StateRecord;
import dev.sluice.model.usage.UsageRecord;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.ToIntFunction;
import org.jspecify.annotations.Nullable;

/**
 * The one codec between services: JSON in UTF-8, camelCase, times in epoch milliseconds; RFC 3339 in what clients see.
 * Unknown fields are ignored. Every method that reads throws {@link UnreadableRecordException} with what was expected.
 * Thread safe.
 */
public final class Wire {
    private static final JsonMapper MAPPER = JsonMapper.builder()
            .addModule(new WireModule())
            .addMixIn(ChannelState.class, ChannelStateShape.class)
            .addMixIn(Checkpoint.class, CheckpointShape.class)
            .addMixIn(EndpointSecurity.class, EndpointSecurityShape.class)
            .disable(MapperFeature.AUTO_DETECT_IS_GETTERS)
            // Numbers in JSON schemas and examples come out as they went in.
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .disable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
            .build();

    /** Characters of what cannot be read that a message shows. */
    private static final int SHOWN = 40;

    private Wire() {}

    /** The bytes of a control record, a node's, a demand, a relay's state or a control event. */
    public static byte[] write(Object record) {
        try {
            return MAPPER.writeValueAsBytes(record);
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException("cannot write " + record.getClass(), impossible);
        }
    }

    public static ApiRecord readApi(byte[] json) {
        return read(json, ApiRecord.class);
    }

    /** The record that stands under this key. */
    public static AccessRecord readAccess(AccessKey key, byte[] json) {
        return switch (key.kind()) {
            case APPLICATION -> read(json, AccessRecord.Application.class);
            case CLIENT -> read(json, AccessRecord.Client.class);
            case SUBSCRIPTION -> read(json, AccessRecord.Subscription.class);
            case JWK -> read(json, AccessRecord.SigningKey.class);
            case REVOKED -> read(json, AccessRecord.Revoked.class);
            case PLAN -> read(json, AccessRecord.Plan.class);
            case API_KEY -> read(json, AccessRecord.ApiKey.class);
            case DENY -> read(json, AccessRecord.Deny.class);
            case ISSUER -> read(json, AccessRecord.Issuer.class);
        };
    }

    /** What the node with this key says. */
    public static NodeRecord readNode(String key, byte[] json) {
        NodeRecord node = read(json, NodeRecord.class, NodeRecord::schema, NodeRecord.SCHEMA);
        if (!key.startsWith(NodeRecord.key(node.kind(), ""))) {
            throw new UnreadableRecordException("not a " + node.kind().wireName() + "'s key: " + start(key), null);
        }
        return node;
    }

    /** A demand, or ({@code null}) its end. */
    public static @Nullable DemandRecord readDemand(String key, byte @Nullable [] json) {
        if (!DemandRecord.isKey(key)) {
            throw new UnreadableRecordException("not a demand's key: " + start(key), null);
        }
        return json == null ? null : read(json, DemandRecord.class, DemandRecord::schema, DemandRecord.SCHEMA);
    }

    /** What a gateway has delivered in a window. */
    public static QuotaRecord readQuota(byte[] json) {
        return read(json, QuotaRecord.class, QuotaRecord::schema, QuotaRecord.SCHEMA);
    }

    /** What a gateway has delivered in a minute. */
    public static UsageRecord readUsage(byte[] json) {
        return read(json, UsageRecord.class, UsageRecord::schema, UsageRecord.SCHEMA);
    }

    /** A record of relay-state; one without a value is a tombstone. */
    public static StateRecord readState(String key, byte @Nullable [] json) {
        Optional<Feed> feed = Feed.ofStateKey(key);
        if (feed.isPresent()) {
            return new StateRecord.OfFeed(feed.get(), json == null ? null : readFeedState(json));
        }
        if (Channel.ofKey(key).isEmpty()) {
            throw new UnreadableRecordException("neither a channel's nor a feed's key: " + start(key), null);
        }
        return new StateRecord.OfChannel(key, json == null ? null : readChannelState(json));
    }

    private static ChannelState readChannelState(byte[] json) {
        return read(json, ChannelState.class, ChannelState::schema, ChannelState.SCHEMA);
    }

    private static FeedState readFeedState(byte[] json) {
        return read(json, FeedState.class, FeedState::schema, FeedState.SCHEMA);
    }

    /** A recorded gap: the value of a {@code gap} record. */
    public static ControlEvent.Gap readGap(byte[] json) {
        return read(json, ControlEvent.Gap.class);
    }

    /** A recorded end: the value of an {@code end} record. */
    public static ControlEvent.End readEnd(byte[] json) {
        return read(json, ControlEvent.End.class);
    }

    /** What a document is made from: the body of {@code POST /v1/generate}. */
    public static ApiDesign readDesign(byte[] json) {
        return read(json, ApiDesign.class);
    }

    /** What a check of a document says. */
    public static Findings readFindings(byte[] json) {
        return read(json, Findings.class);
    }

    /** What a document says of an API. */
    public static ImportedApi readImportedApi(byte[] json) {
        return read(json, ImportedApi.class);
    }

    /** The body of a refusal: {@code {"code","message","description"}}. */
    public static byte[] write(Problem problem, String description) {
        Map<String, String> body = new LinkedHashMap<>();
        body.put("code", problem.code());
        body.put("message", problem.message());
        body.put("description", description);
        return write(body);
    }

    private static <T> T read(byte[] json, Class<T> type) {
        try {
            T value = MAPPER.readValue(json, type);
            if (value == null) {
                throw new IllegalArgumentException("null");
            }
            return value;
        } catch (IOException | RuntimeException broken) { // a number too large to be computed is no IOException
            String text = new String(json, 0, Math.min(json.length, SHOWN), StandardCharsets.UTF_8);
            throw new UnreadableRecordException("no " + type.getSimpleName() + ": " + start(text), broken);
        }
    }

    private static <T> T read(byte[] json, Class<T> type, ToIntFunction<T> schemaOf, int known) {
        T value = read(json, type);
        int schema = schemaOf.applyAsInt(value);
        if (schema > known) {
            throw new UnreadableRecordException(
                    type.getSimpleName() + " of schema " + schema + ", which is newer than " + known, null);
        }
        return value;
    }

    /** What a log may show of a text that may be anything, line ends too. */
    private static String start(String text) {
        return (text.length() > SHOWN ? text.substring(0, SHOWN) : text).replaceAll("[^ -~]", "?");
    }

    private interface ChannelStateShape {
        @JsonProperty("class")
        String backendClass();
    }

    @JsonFormat(shape = JsonFormat.Shape.ARRAY)
    private interface CheckpointShape {}
}
