package dev.sluice.gateway.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.gateway.quota.Plans;
import dev.sluice.model.access.AccessKey;
import dev.sluice.model.access.AccessRecord;
import dev.sluice.model.access.AccessRecord.Deny;
import dev.sluice.model.access.AccessRecord.DenyType;
import dev.sluice.model.access.AccessRecord.PlanLevel;
import dev.sluice.model.access.AccessRecord.SubscriptionState;
import dev.sluice.model.access.ApiKeyText;
import dev.sluice.model.api.ApiAuth;
import dev.sluice.model.api.ApiRecord;
import dev.sluice.model.api.ApiTopic;
import dev.sluice.model.api.KeyType;
import dev.sluice.model.api.LifecycleState;
import dev.sluice.model.api.TopicStreaming;
import dev.sluice.model.problem.Problem;
import dev.sluice.model.quota.WindowUnit;
import dev.sluice.model.relay.UpstreamStatus;
import dev.sluice.model.relay.UpstreamStatus.Upstream;
import dev.sluice.testsupport.installation.TestApi;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Every row of {@link RefusalTable}, by a request to one gateway, or by the test that the row names. */
class RefusalTableIT {
    private static final String APPLICATION = "application-1";
    private static final String HOST = "Host: localhost\r\n";
    private static final int BODY_BYTES = 5_000;
    private static final Path SOURCES = Path.of("src/test/java");

    private static Streaming streaming;
    private static TestGateway gateway;
    private static String token;
    private static ApiRecord secured;
    private static ApiRecord noSubscription;
    private static ApiRecord blockedSubscription;
    private static ApiRecord waitingSubscription;
    private static ApiRecord scoped;
    private static ApiRecord oneTopic;
    private static ApiRecord blocked;
    private static ApiRecord denied;
    private static ApiRecord counted;
    private static ApiRecord subscriptionless;
    private static String sandboxKey;

    @BeforeAll
    static void start() throws Exception {
        streaming = new Streaming();
        secured =
                deployed(ApiChange.of(streaming.api(TopicStreaming.DEFAULT, 1)).secured());
        counted = streaming.api(TopicStreaming.DEFAULT, 1);
        subscriptionless = deployed(ApiChange.of(streaming.api(TopicStreaming.DEFAULT, 1))
                .secured()
                .with(new ApiAuth("Authorization", "ApiKey", List.of("oauth2"), false, false, "OnceADay")));
        noSubscription = deployed(withTopics("Any", List.of(), "/*"));
        blockedSubscription = deployed(withTopics("Any", List.of(), "/*"));
        waitingSubscription = deployed(withTopics("Any", List.of(), "/*"));
        scoped = deployed(withTopics("Any", List.of("news:read"), "/*"));
        oneTopic = deployed(withTopics(ApiTopic.OPEN, List.of(), "/only"));
        blocked = deployed(withTopics(ApiTopic.OPEN, List.of(), "/*").to(LifecycleState.BLOCKED));
        denied = deployed(withTopics(ApiTopic.OPEN, List.of(), "/*"));
        TestSubscription subscribed = new TestSubscription(streaming, secured);
        subscribe(blockedSubscription, SubscriptionState.BLOCKED);
        subscribe(waitingSubscription, SubscriptionState.ON_HOLD);
        subscribe(scoped, SubscriptionState.UNBLOCKED);
        token = "Authorization: Bearer " + subscribed.token("token-1", Duration.ofMinutes(5));
        sandboxKey = "ApiKey: " + putSandboxKey();
        putPlan("AsyncDefaultSubscriptionless");
        putPlan("OnceADay");
        streaming.put(
                AccessKey.deny("rule-1"), new Deny(1, Streaming.nextVersion(), DenyType.API, denied.basePath(), false));
        gateway = streaming.gateway("gateway-1", StreamingCase.RING).serving(denied);
        Awaitility.await().until(() -> gateway.connect(denied, "/x").status() == 429);
        refuseSomeChannels();
        useUp(counted);
        useUp(subscriptionless, token);
    }

    @AfterAll
    static void stop() throws Exception {
        streaming.close();
    }

    private static ApiChange withTopics(String authType, List<String> scopes, String target) {
        return ApiChange.of(new TestApi(UUID.randomUUID().toString())
                .topics(List.of(new ApiTopic(target, null, authType, scopes, TopicStreaming.DEFAULT)))
                .deployed());
    }

    private static ApiRecord deployed(ApiChange change) throws Exception {
        ApiRecord api = change.next();
        streaming.put(api);
        return api;
    }

    private static void subscribe(ApiRecord api, SubscriptionState state) throws Exception {
        streaming.put(
                AccessKey.subscription(APPLICATION, api.apiId()),
                new AccessRecord.Subscription(1, Streaming.nextVersion(), "of-" + api.apiId(), "Unlimited", state));
    }

    /** Its API has no sandbox. */
    private static String putSandboxKey() throws Exception {
        String key = ApiKeyText.of(KeyType.SANDBOX, new byte[ApiKeyText.RANDOM_BYTES]);
        streaming.put(
                AccessKey.apiKey(ApiKeyText.hash(key)),
                new AccessRecord.ApiKey(
                        1,
                        Streaming.nextVersion(),
                        UUID.randomUUID().toString(),
                        secured.apiId(),
                        APPLICATION,
                        KeyType.SANDBOX,
                        null,
                        List.of(),
                        List.of()));
        return key;
    }

    /** Of one event a day. */
    private static void putPlan(String name) throws Exception {
        streaming.put(
                AccessKey.plan(PlanLevel.SUBSCRIPTION, name),
                new AccessRecord.Plan(
                        1,
                        Streaming.nextVersion(),
                        name,
                        Plans.events(1, WindowUnit.DAY).limits(),
                        null,
                        true,
                        null,
                        null));
    }

    private static void refuseSomeChannels() throws Exception {
        TestRelay relay = streaming.relay(secured);
        relay.status(relay.live("/missing"), Upstream.REFUSED, 404, "Not Found");
        relay.status(relay.live("/refused"), Upstream.REFUSED, 403, "no credentials");
        relay.status(relay.live("/capped"), Upstream.REFUSED, null, UpstreamStatus.CAP);
    }

    private static void useUp(ApiRecord api, String... credentials) throws Exception {
        TestRelay relay = streaming.relay(api);
        TestRelay.Pulled channel = relay.live("/x");
        StreamClient client = gateway.connect(api, "/x", credentials);
        assertThat(client.next().type()).isEqualTo("sluice.live");
        relay.send(channel, "the one");
        assertThat(client.next().data()).isEqualTo("the one");
        assertThat(client.next().type()).isEqualTo("sluice.quota");
    }

    @ParameterizedTest
    @EnumSource(Problem.class)
    void eachProblemIsAnsweredAsTheTableHasIt(Problem problem) throws Exception {
        RefusalTable.Row row = RefusalTable.row(problem);
        assertThat(problem.status()).isEqualTo(row.status());
        assertThat(problem.code()).isEqualTo(row.code());
        if (!row.provokedBy().equals(RefusalTable.HERE)) {
            assertThatAnotherTestProvokesIt(problem, row.provokedBy());
            return;
        }
        String request = request(problem);
        String body = problem == Problem.BODY_TOO_LARGE ? "x".repeat(BODY_BYTES) : "";
        RefusalTable.assertRefused(problem, RawExchange.of(gateway.port(), request + "\r\n" + body));
        if (row.told() != RefusalTable.Told.NEVER_ASKS) {
            String browser = request + String.join("\r\n", RefusalTable.NATIVE) + "\r\n\r\n";
            RefusalTable.assertTold(problem, RawExchange.of(gateway.port(), browser));
        }
    }

    /** Without the empty line that ends it. */
    private static String request(Problem problem) {
        return switch (problem) {
            case INVALID_CREDENTIALS -> get(secured, "/x", "Authorization: Bearer nonsense");
            case MISSING_CREDENTIALS -> get(secured, "/x");
            case SUBSCRIPTION_BLOCKED -> get(blockedSubscription, "/x", token);
            case SUBSCRIPTION_INACTIVE -> get(waitingSubscription, "/x", token);
            case FORBIDDEN -> get(noSubscription, "/x", token);
            case MISSING_SCOPE -> get(scoped, "/x", token);
            case NO_ENDPOINT -> get(secured, "/x", sandboxKey);
            case NO_SUCH_TOPIC -> get(oneTopic, "/x");
            case NO_SUCH_API -> "GET /no/such/api HTTP/1.1\r\n" + HOST;
            case BACKEND_NOT_FOUND -> get(secured, "/missing", token);
            case BACKEND_REFUSED -> get(secured, "/refused", token);
            case TOO_MANY_CHANNELS -> get(secured, "/capped", token);
            case METHOD_NOT_ALLOWED -> "DELETE " + secured.basePath() + "/x HTTP/1.1\r\n" + HOST;
            case NOT_ACCEPTABLE -> get(counted, "/x", "Accept: text/event-stream;q=0");
            case BAD_REQUEST -> get(secured, "/x?sluice.later=1", token);
            case BODY_TOO_LARGE ->
                "POST /sluice/tickets HTTP/1.1\r\n" + HOST + token + "\r\nContent-Length: " + BODY_BYTES + "\r\n";
            case URI_TOO_LONG -> get(secured, '/' + "x".repeat(9_000), token);
            case HEADERS_TOO_LARGE -> get(secured, "/x", token, "X-Long: " + "x".repeat(17_000));
            case QUOTA_OF_API -> get(counted, "/x");
            case DENIED -> get(denied, "/x");
            case API_BLOCKED -> get(blocked, "/x");
            case VERSION_NOT_SUPPORTED -> "GET " + secured.basePath() + "/x HTTP/2.0\r\n" + HOST;
            case NO_TICKETS,
                    REQUEST_TIMEOUT,
                    TOO_MANY_CONNECTIONS,
                    TOO_MANY_CHANNELS_OF_APPLICATION,
                    QUOTA_OF_APPLICATION,
                    QUOTA_OF_SUBSCRIPTION,
                    NOT_READY,
                    OVERLOADED -> throw new AssertionError(problem + " is another test's");
        };
    }

    private static String get(ApiRecord api, String path, String... headers) {
        StringBuilder request = new StringBuilder("GET " + api.basePath() + path + " HTTP/1.1\r\n" + HOST);
        for (String header : headers) {
            request.append(header).append("\r\n");
        }
        return request.toString();
    }

    /** It is there, and its class holds the answer against this table. */
    private static void assertThatAnotherTestProvokesIt(Problem problem, String test) throws Exception {
        String[] name = test.split("#");
        Class<?> type = Class.forName("dev.sluice.gateway.server." + name[0]);
        assertThat(Arrays.stream(type.getDeclaredMethods()))
                .as(test)
                .anyMatch(method -> method.getName().equals(name[1]) && method.isAnnotationPresent(Test.class));
        String source = Files.readString(SOURCES.resolve(type.getName().replace('.', '/') + ".java"));
        assertThat(source).as(test).contains("assertRefused(Problem." + problem);
    }

    @Test
    void anApplicationWithoutASubscriptionIsRefusedByThePlanOfTheApi() throws Exception {
        String request = get(subscriptionless, "/x", token);

        RefusalTable.assertRefused(Problem.QUOTA_OF_API, RawExchange.of(gateway.port(), request + "\r\n"));
        String browser = request + String.join("\r\n", RefusalTable.NATIVE) + "\r\n\r\n";
        RefusalTable.assertTold(Problem.QUOTA_OF_API, RawExchange.of(gateway.port(), browser));
    }
}
