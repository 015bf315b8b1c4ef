package dev.sluice.publisher.api.body;

import dev.sluice.model.api.ApiAuth;
import dev.sluice.model.api.ApiRecord;
import dev.sluice.model.api.ApiStreaming;
import dev.sluice.model.api.ApiTopic;
import dev.sluice.model.api.Transport;
import dev.sluice.publisher.api.design.Advertisement;
import dev.sluice.publisher.api.design.ApiScope;
import dev.sluice.publisher.api.design.ApiType;
import dev.sluice.publisher.api.design.Design;
import dev.sluice.publisher.api.design.Design.Topics;
import dev.sluice.publisher.plan.PlanNames;
import dev.sluice.publisher.secret.ApiSecrets;
import dev.sluice.publisher.web.problem.Fields;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The design out of a body as WSO2's users send it. Fields that are not used here are no error, since a script sends a
 * full body: the answer names them. Inside {@code streaming}, which only we define, an unknown field is wrong. Of a body that has no
 * {@code streaming}, the one so far stays: a script that does not know it shall not reset it.
 */
public final class DesignReader {
    private static final int MAX_DESCRIPTION = 32_766;
    private static final String PARTITIONS = "eventPartitions";
    private static final String QUERY_KEY = "queryApiKey";
    private static final Topics EVERYTHING = new Topics(List.of(TopicsReader.fresh("/*")), Map.of());
    /** What WSO2's lists say beside the schemes: that one of them is needed. */
    private static final String MANDATORY = "oauth_basic_auth_api_key_mandatory";

    private static final Set<String> STREAMING = Set.of(
            PARTITIONS,
            "retentionMs",
            "retentionBytes",
            "heartbeatMs",
            "retryMs",
            "maxAgeMs",
            "maxEventBytes",
            "sameStream",
            AudienceReader.APPROVAL,
            AudienceReader.APPROVAL_AS_INSTALLED,
            QUERY_KEY);

    private final Fields body;
    private final @Nullable Design before;
    private final ApiType type;
    private final ApiSecrets secrets;
    private final Function<String, Optional<ApiScope>> sharedScopes;

    private DesignReader(
            Fields body,
            @Nullable Design before,
            ApiType type,
            ApiSecrets secrets,
            Function<String, Optional<ApiScope>> sharedScopes) {
        this.body = body;
        this.type = type;
        this.before = before;
        this.secrets = secrets;
        this.sharedScopes = sharedScopes;
    }

    /** A new API's. What is wrong is noted in the body. */
    public static Design read(
            Fields body, ApiType type, ApiSecrets secrets, Function<String, Optional<ApiScope>> sharedScopes) {
        return new DesignReader(body, null, type, secrets, sharedScopes).read();
    }

    /** An API's that has had a design before. */
    public static Design read(
            Fields body, Design before, ApiSecrets secrets, Function<String, Optional<ApiScope>> sharedScopes) {
        return new DesignReader(body, before, before.type(), secrets, sharedScopes).read();
    }

    /**
     * Topics alone, below {@code list}, each with its address in {@code name}; what an entry leaves out stays as it was.
     */
    public static Topics readTopics(Fields body, Design before) {
        return new TopicsReader("name", names(before.scopes()), target -> known(before, target))
                .read(body.objects("list", TopicsReader.MAX_TOPICS));
    }

    private Design read() {
        ApiTypeReader.read(body, type);
        UnsupportedFields.check(body);
        Advertisement advertisement = AdvertisementReader.read(body, type);
        List<ApiScope> scopes = ScopesReader.read(body, before == null ? List.of() : before.scopes(), sharedScopes);
        Topics topics = topics(scopes);
        Fields streaming = body.object("streaming");
        streaming.onlyKnown(STREAMING);
        EndpointsReader.Endpoints endpoints = new EndpointsReader(body, before, secrets).read();
        return new Design(
                body.text("description", "", MAX_DESCRIPTION),
                endpoints.urls(),
                transports(),
                policies(),
                auth(streaming),
                eventPartitions(streaming),
                topics.list(),
                streaming(streaming),
                topics.docs(),
                scopes,
                CorsReader.read(body.object("corsConfiguration")),
                ProfileReader.read(body),
                AudienceReader.read(body, before == null ? null : before.audience()),
                endpoints.security(),
                type,
                advertisement);
    }

    private Topics topics(List<ApiScope> scopes) {
        Function<String, ApiTopic> streamingBefore = target -> {
            ApiTopic fresh = TopicsReader.fresh(target);
            return before == null
                    ? fresh
                    : new ApiTopic(
                            target,
                            null,
                            fresh.authType(),
                            List.of(),
                            known(before, target).streaming());
        };
        Topics topics = new TopicsReader("target", names(scopes), streamingBefore)
                .read(body.objects("operations", TopicsReader.MAX_TOPICS));
        return topics.list().isEmpty() && type == ApiType.SSE ? EVERYTHING : topics;
    }

    private static ApiTopic known(Design design, String target) {
        return design.topics().stream()
                .filter(topic -> topic.target().equals(target))
                .findFirst()
                .orElseGet(() -> TopicsReader.fresh(target));
    }

    private static Set<String> names(List<ApiScope> scopes) {
        return scopes.stream().map(ApiScope::name).collect(Collectors.toSet());
    }

    private List<Transport> transports() {
        EnumSet<Transport> found = EnumSet.noneOf(Transport.class);
        List<String> texts = body.texts("transport", List.of(), 10, 16);
        if (texts.isEmpty()) {
            return List.of(Transport.values());
        }
        for (String text : texts) {
            Optional<Transport> transport = EnumSet.allOf(Transport.class).stream()
                    .filter(known -> known.wireName().equals(text))
                    .findFirst();
            transport.ifPresentOrElse(
                    found::add, () -> body.wrong("transport", "must hold http, https; found " + text));
        }
        return List.copyOf(found);
    }

    private List<String> policies() {
        return body.texts("policies", List.of(PlanNames.UNLIMITED), 50, 60).stream()
                .distinct()
                .toList();
    }

    private ApiAuth auth(Fields streaming) {
        CredentialHeaders headers = CredentialHeaders.read(body, before == null ? null : before.auth());
        return new ApiAuth(
                headers.authorization(),
                headers.apiKey(),
                schemes(),
                ApiAuth.DEFAULT.queryToken(),
                streaming.flag(QUERY_KEY, before != null && before.auth().queryApiKey()),
                null);
    }

    private List<String> schemes() {
        List<String> known = List.of(ApiAuth.OAUTH2, ApiAuth.API_KEY);
        List<String> schemes = new ArrayList<>();
        for (String scheme : body.texts("securityScheme", List.of(), 10, 64)) {
            if (!known.contains(scheme) && !scheme.equals(MANDATORY)) {
                body.wrong("securityScheme", "must hold " + String.join(", ", known) + "; found '" + scheme + "'");
            } else if (known.contains(scheme) && !schemes.contains(scheme)) {
                schemes.add(scheme);
            }
        }
        // Also for a body that only says that one of WSO2's schemes is needed.
        return schemes.isEmpty() ? usualSchemes() : schemes;
    }

    private List<String> usualSchemes() {
        return before == null ? ApiAuth.DEFAULT.schemes() : before.auth().schemes();
    }

    private int eventPartitions(Fields streaming) {
        int usual = before == null ? 1 : before.eventPartitions();
        int asked = (int) streaming.number(PARTITIONS, usual, 1, ApiRecord.MAX_EVENT_PARTITIONS);
        if (before != null && asked != usual) {
            streaming.wrong(PARTITIONS, "is fixed for the API's life: it is " + usual);
        }
        return asked;
    }

    private ApiStreaming streaming(Fields streaming) {
        if (before != null && !body.has("streaming")) {
            return before.streaming();
        }
        ApiStreaming usual = ApiStreaming.DEFAULT;
        long second = Duration.ofSeconds(1).toMillis();
        long day = Duration.ofDays(1).toMillis();
        return new ApiStreaming(
                streaming.number("retentionMs", usual.retentionMs(), second, 365 * day),
                streaming.number("retentionBytes", usual.retentionBytes(), 1L << 20, 1L << 40),
                streaming.number("heartbeatMs", usual.heartbeatMs(), second, 120 * second),
                streaming.number("retryMs", usual.retryMs(), 100, 60 * second),
                streaming.number("maxAgeMs", usual.maxAgeMs(), second, day),
                (int) streaming.number("maxEventBytes", usual.maxEventBytes(), 1024, usual.maxEventBytes()),
                streaming.flag("sameStream", usual.sameStream()));
    }
}
