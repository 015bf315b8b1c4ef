package dev.sluice.publisher.api.body;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import dev.sluice.model.api.ApiStreaming;
import dev.sluice.model.api.ApiTopic;
import dev.sluice.model.api.Cors;
import dev.sluice.model.api.KeyType;
import dev.sluice.model.api.Transport;
import dev.sluice.publisher.api.design.Advertisement;
import dev.sluice.publisher.api.design.ApiAudience;
import dev.sluice.publisher.api.design.ApiProfile;
import dev.sluice.publisher.api.design.ApiScope;
import dev.sluice.publisher.api.design.Design;
import dev.sluice.publisher.api.design.TopicDoc;
import dev.sluice.publisher.api.version.ApiEntity;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** An API as the publisher's REST API shows it: the contract's {@code API}. Sent back as it is, it changes nothing. */
@JsonInclude(JsonInclude.Include.NON_NULL)
public final class ApiBody {
    public final String id;
    public final String name;
    public final @Nullable String displayName;
    public final String description;
    public final String context;
    public final String version;
    public final String provider;
    public final String lifeCycleStatus;
    public final String type;
    public final boolean isDefaultVersion;
    public final boolean isRevision = false;
    public final boolean hasThumbnail = false;
    public final List<String> transport;
    public final List<String> tags;
    public final List<String> categories = List.of();
    public final List<String> policies;
    public final String apiThrottlingPolicy = UnsupportedFields.NO_LIMIT;
    public final String authorizationHeader;
    public final String apiKeyHeader;
    public final List<String> securityScheme;
    public final String visibility;
    public final List<String> visibleRoles;
    public final String accessControl;
    public final List<String> accessControlRoles;
    public final List<ApiProfile.Property> additionalProperties;
    public final Map<String, ApiProfile.Property> additionalPropertiesMap;
    public final Business businessInformation;
    public final CorsConfiguration corsConfiguration;
    public final EndpointConfig endpointConfig;
    public final String endpointImplementationType = "ENDPOINT";
    public final String gatewayType = UnsupportedFields.GATEWAY_TYPE;
    public final Advertisement advertiseInfo;
    public final List<ScopeEntry> scopes;
    public final List<Operation> operations;
    public final Streaming streaming;
    public final String createdTime;
    public final String lastUpdatedTime;
    /** The same in milliseconds since 1970. */
    public final String lastUpdatedTimestamp;

    private ApiBody(ApiEntity api) {
        Design design = api.design();
        ApiProfile profile = design.profile();
        ApiAudience audience = design.audience();
        id = api.id().toString();
        name = api.name();
        displayName = profile.displayName();
        description = design.description();
        context = api.context();
        version = api.version();
        provider = api.provider();
        lifeCycleStatus = api.state().name();
        type = design.type().name();
        advertiseInfo = design.advertisement();
        isDefaultVersion = api.isDefaultVersion();
        transport = design.transports().stream().map(Transport::wireName).toList();
        tags = profile.tags();
        policies = design.policies();
        authorizationHeader = design.auth().authorizationHeader();
        apiKeyHeader = design.auth().apiKeyHeader();
        securityScheme = design.auth().schemes();
        visibility = audience.visibility().name();
        visibleRoles = audience.visibleRoles();
        accessControl = audience.accessControl().name();
        accessControlRoles = audience.accessControlRoles();
        additionalProperties = profile.properties();
        additionalPropertiesMap = byName(profile.properties());
        businessInformation = Business.of(profile.business());
        corsConfiguration = CorsConfiguration.of(design.cors());
        endpointConfig = EndpointConfig.of(design);
        scopes = design.scopes().stream().map(ScopeEntry::of).toList();
        operations = design.topics().stream()
                .map(topic -> Operation.of(topic, design.docOf(topic)))
                .toList();
        streaming = Streaming.of(design);
        createdTime = api.createdAt().toString();
        lastUpdatedTime = api.updatedAt().toString();
        lastUpdatedTimestamp = Long.toString(api.updatedAt().toEpochMilli());
    }

    public static ApiBody of(ApiEntity api) {
        return new ApiBody(api);
    }

    private static Map<String, ApiProfile.Property> byName(List<ApiProfile.Property> properties) {
        Map<String, ApiProfile.Property> byName = new LinkedHashMap<>();
        properties.forEach(property -> byName.put(property.name(), property));
        return byName;
    }

    /** Who answers for an API. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Business(
            @Nullable String businessOwner,
            @Nullable String businessOwnerEmail,
            @Nullable String technicalOwner,
            @Nullable String technicalOwnerEmail) {
        public static Business of(ApiProfile.Business business) {
            return new Business(
                    business.businessOwner(),
                    business.businessOwnerEmail(),
                    business.technicalOwner(),
                    business.technicalOwnerEmail());
        }
    }

    record CorsConfiguration(
            boolean corsConfigurationEnabled,
            List<String> accessControlAllowOrigins,
            boolean accessControlAllowCredentials,
            List<String> accessControlAllowHeaders,
            List<String> accessControlAllowMethods) {
        static CorsConfiguration of(Cors cors) {
            return new CorsConfiguration(
                    cors.enabled(),
                    cors.allowOrigins(),
                    cors.allowCredentials(),
                    cors.allowHeaders(),
                    cors.allowMethods());
        }
    }

    record ScopeEntry(Scope scope, boolean shared) {
        static ScopeEntry of(ApiScope scope) {
            return new ScopeEntry(
                    new Scope(scope.name(), scope.displayName(), scope.description(), scope.roles()), scope.shared());
        }
    }

    record Scope(String name, String displayName, String description, List<String> bindings) {}

    @JsonInclude(JsonInclude.Include.NON_NULL)
    record EndpointConfig(
            @JsonProperty("endpoint_type") String endpointType,
            @JsonProperty("production_endpoints") @Nullable Url production,
            @JsonProperty("sandbox_endpoints") @Nullable Url sandbox,
            @JsonProperty("endpoint_security") @Nullable Map<String, Map<String, Object>> security) {
        static EndpointConfig of(Design design) {
            return new EndpointConfig(
                    "http",
                    Url.of(design.endpoints().get(KeyType.PRODUCTION)),
                    Url.of(design.endpoints().get(KeyType.SANDBOX)),
                    design.endpointSecurity().isEmpty() ? null : EndpointSecurityBody.of(design.endpointSecurity()));
        }
    }

    record Url(String url) {
        static @Nullable Url of(@Nullable String url) {
            return url == null ? null : new Url(url);
        }
    }

    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Operation(
            String target,
            String verb,
            String authType,
            List<String> scopes,
            @Nullable String uriMapping,
            @Nullable String description,
            @Nullable String payloadSchema,
            TopicOptions streaming) {
        static Operation of(ApiTopic topic, TopicDoc doc) {
            return new Operation(
                    topic.target(),
                    "SUBSCRIBE",
                    topic.authType(),
                    topic.scopes(),
                    topic.uriMapping(),
                    orNull(doc.description()),
                    orNull(doc.payloadSchema()),
                    TopicOptions.of(topic));
        }

        private static @Nullable String orNull(String text) {
            return text.isEmpty() ? null : text;
        }
    }

    @JsonInclude(JsonInclude.Include.NON_NULL)
    record TopicOptions(
            @Nullable String pull,
            String resume,
            String slowClient,
            String onGap,
            boolean controlEvents,
            String heartbeat) {
        static TopicOptions of(ApiTopic topic) {
            var streaming = topic.streaming();
            var pull = streaming.pull();
            return new TopicOptions(
                    pull == null ? null : pull.wireName(),
                    streaming.resume().wireName(),
                    streaming.slowClient().wireName(),
                    streaming.onGap().wireName(),
                    streaming.controlEvents(),
                    streaming.heartbeat().wireName());
        }
    }

    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Streaming(
            int eventPartitions,
            long retentionMs,
            long retentionBytes,
            long heartbeatMs,
            long retryMs,
            long maxAgeMs,
            int maxEventBytes,
            boolean sameStream,
            @Nullable Boolean subscriptionApproval,
            boolean queryApiKey) {
        static Streaming of(Design design) {
            ApiStreaming streaming = design.streaming();
            return new Streaming(
                    design.eventPartitions(),
                    streaming.retentionMs(),
                    streaming.retentionBytes(),
                    streaming.heartbeatMs(),
                    streaming.retryMs(),
                    streaming.maxAgeMs(),
                    streaming.maxEventBytes(),
                    streaming.sameStream(),
                    design.audience().subscriptionApproval(),
                    design.auth().queryApiKey());
        }
    }
}
