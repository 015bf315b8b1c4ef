package dev.sluice.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.sluice.client.Answer;
import dev.sluice.client.Authorization;
import dev.sluice.client.RestClient;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** WSO2's tutorial for SSE APIs as its own scripts call it: with a registered client, a password and scopes. */
class TutorialIT {
    private static final String PUBLISHER = "/api/am/publisher/v4";
    private static final String DEVPORTAL = "/api/am/devportal/v3";
    private static final String SCOPES =
            "apim:api_view apim:api_create apim:api_publish apim:api_delete apim:subscribe apim:app_manage apim:sub_manage"
                    + " apim:subscription_block";

    private final LocalSystem system = LocalSystem.shared();
    private final HttpClient http = Rest.trusting(system.certificate());
    private final RestClient rest = Rest.of(http, system.publisher());

    @ParameterizedTest
    @CsvSource({
        "ServerSentEvents, /events, /*, /events/1.0.0/memory",
        "Versioned, /{version}/event, /memory, /1.0.0/event/memory"
    })
    void anApiIsMadePublishedSubscribedAndStreamed(String name, String context, String topic, String path)
            throws Exception {
        Authorization user = Authorization.bearer(userToken());
        String api = created(user, name, context, topic);
        String subscription = "";
        try {
            // When
            deployAndPublish(user, api);
            String application = application(user);
            subscription = subscribed(user, application, api);

            // Then
            assertStreams(path, applicationToken(user, application));
        } finally {
            if (!subscription.isEmpty()) {
                call(200, "DELETE", DEVPORTAL + "/subscriptions/" + subscription, user, null);
            }
            call(200, "DELETE", PUBLISHER + "/apis/" + api, user, null);
        }
    }

    /** As WSO2's documentation has it: without {@code transport}, and with much that means nothing here. */
    private static final String WSO2S_OWN_BODY = """
            {"name": "%1$s", "context": "/%1$s", "version": "1.0.0", "type": "SSE", "provider": "admin",
             "lifeCycleStatus": "CREATED", "responseCachingEnabled": false, "hasThumbnail": false, "isRevision": false,
             "enableSchemaValidation": false, "tags": ["stream"], "policies": ["AsyncUnlimited"],
             "apiThrottlingPolicy": "Unlimited", "gatewayType": "wso2/synapse", "authorizationHeader": "Authorization",
             "securityScheme": ["oauth2", "oauth_basic_auth_api_key_mandatory"], "maxTps": null, "visibility": "PUBLIC",
             "visibleRoles": [], "mediationPolicies": [], "subscriptionAvailability": "CURRENT_TENANT",
             "additionalProperties": [], "accessControl": "NONE", "businessInformation": {},
             "endpointImplementationType": "ENDPOINT", "scopes": [], "categories": [], "workflowStatus": null,
             "endpointConfig": {"endpoint_type": "http", "sandbox_endpoints": {"url": "%2$s"},
                                "production_endpoints": {"url": "%2$s"}},
             "operations": [{"id": "", "target": "/*", "verb": "SUBSCRIBE", "authType": "Any", "throttlingPolicy": "Unlimited"}]}""";

    @Test
    void aScriptMakesChangesCopiesBlocksFindsAndDeletes() {
        // Given
        Authorization user = Authorization.bearer(userToken());
        String name = Portal.freshName("script");
        String path = '/' + name + "/1.0.0/memory";
        Answer made = ask("POST", PUBLISHER + "/apis", user, WSO2S_OWN_BODY.formatted(name, system.backend()));
        assertThat(made.status()).as(made.text()).isEqualTo(201);
        assertThat(made.header("Sluice-Ignored-Fields").orElse(null))
                .isEqualTo("responseCachingEnabled, subscriptionAvailability, operations[0].throttlingPolicy");
        String api = made.body().get("id").asText();
        assertThat(made.body().get("transport").toString()).isEqualTo("[\"http\",\"https\"]");

        // Then a visitor finds it once it is published, and its developer streams
        String catalogue = DEVPORTAL + "/apis/" + api;
        assertThat(ask("GET", catalogue, null, null).status()).isEqualTo(404);
        deployAndPublish(user, api);
        assertThat(call(200, "GET", catalogue, null, null).get("name").asText()).isEqualTo(name);
        String application = application(user);
        String subscription = subscribed(user, application, api);
        String token = generatedToken(user, application);
        assertStatus(path, token, 200);

        // Then it changes, what cannot change is named
        String change = "{\"name\":\"another\",\"description\":\"changed\",\"endpointConfig\":"
                + made.body().get("endpointConfig") + "}";
        Answer changed = ask("PUT", PUBLISHER + "/apis/" + api, user, change);
        assertThat(changed.status()).as(changed.text()).isEqualTo(200);
        assertThat(changed.header("Sluice-Ignored-Fields").orElse(null)).isEqualTo("name");
        assertThat(changed.body().get("name").asText()).isEqualTo(name);
        assertThat(changed.body().get("description").asText()).isEqualTo("changed");

        // Then a blocked subscription opens nothing
        String block =
                PUBLISHER + "/subscriptions/block-subscription?blockState=BLOCKED&subscriptionId=" + subscription;
        call(200, "POST", block, user, null);
        assertStatus(path, token, 401);
        call(200, "POST", PUBLISHER + "/subscriptions/unblock-subscription?subscriptionId=" + subscription, user, null);
        assertStatus(path, token, 200);

        // Then a copy is a second page of what is found
        String copies = PUBLISHER + "/apis/copy-api?newVersion=2.0.0&defaultVersion=false&apiId=" + api;
        String copy = call(201, "POST", copies, user, null).get("id").asText();
        JsonNode page = call(200, "GET", PUBLISHER + "/apis?limit=1&query=name:" + name, user, null);
        assertThat(page.at("/pagination/total").asInt()).isEqualTo(2);
        assertThat(call(200, "GET", PUBLISHER + page.at("/pagination/next").asText(), user, null)
                        .get("count")
                        .asInt())
                .isEqualTo(1);

        // Then what is demoted or deleted is gone
        call(200, "POST", PUBLISHER + "/apis/change-lifecycle?action=Demote+to+Created&apiId=" + api, user, null);
        assertThat(ask("GET", catalogue, user, null).status()).isEqualTo(404);
        call(200, "DELETE", DEVPORTAL + "/applications/" + application, user, null);
        call(200, "DELETE", PUBLISHER + "/apis/" + copy, user, null);
        call(200, "DELETE", PUBLISHER + "/apis/" + api, user, null);
        assertStatus(path, token, 404);
    }

    private String generatedToken(Authorization user, String application) {
        String keys =
                "{\"keyType\":\"PRODUCTION\",\"grantTypesToBeSupported\":[\"client_credentials\"],\"validityTime\":\"600\"}";
        String of = DEVPORTAL + "/applications/" + application;
        String mapping = call(200, "POST", of + "/generate-keys", user, keys)
                .get("keyMappingId")
                .asText();
        JsonNode token = call(200, "POST", of + "/oauth-keys/" + mapping + "/generate-token", user, "{}");
        assertThat(token.get("validityTime").asInt()).isEqualTo(600);
        return token.get("accessToken").asText();
    }

    private void assertStatus(String path, String token, int status) {
        for (int node = 1; node <= 2; node++) {
            try (Stream stream = Stream.open(system.gateway(node), path, token)) {
                assertThat(stream.status()).as("%s on gateway %d", path, node).isEqualTo(status);
                if (status == 200) {
                    stream.nextOfBackend(Duration.ofSeconds(15));
                }
            }
        }
    }

    @Test
    void theSampleIsTheTutorialsObserver() throws Exception {
        // Given
        Authorization user = Authorization.bearer(userToken());
        JsonNode found = call(200, "GET", DEVPORTAL + "/apis?query=name:Observer", user, null);
        String api = found.get("list").get(0).get("id").asText();
        String application = application(user);

        // When
        subscribed(user, application, api);

        // Then
        assertStreams("/observer/1.0.0/memory", applicationToken(user, application));
    }

    private String userToken() {
        String body = "{\"callbackUrl\":\"www.example.com\",\"clientName\":\"" + Portal.freshName("script")
                + "\",\"owner\":\"admin\",\"grantType\":\"password refresh_token\",\"saasApp\":true}";
        JsonNode client =
                call(200, "POST", "/client-registration/v0.17/register", Authorization.basic("admin", "admin"), body);
        return token(
                client.get("clientId").asText(),
                client.get("clientSecret").asText(),
                "grant_type=password&username=admin&password=admin&scope=" + SCOPES.replace(' ', '+'));
    }

    private String created(Authorization user, String name, String context, String topic) {
        String body = """
                {"name": "%s", "context": "%s", "version": "1.0.0", "type": "SSE", "policies": ["AsyncUnlimited"],
                 "transport": ["http", "https"],
                 "endpointConfig": {"endpoint_type": "http", "production_endpoints": {"url": "%s"}},
                 "operations": [{"target": "%s", "verb": "SUBSCRIBE"}]}""".formatted(name, context, system.backend(), topic);
        JsonNode api = call(201, "POST", PUBLISHER + "/apis", user, body);
        assertThat(api.get("lifeCycleStatus").asText()).isEqualTo("CREATED");
        return api.get("id").asText();
    }

    private void deployAndPublish(Authorization user, String api) {
        String of = PUBLISHER + "/apis/" + api;
        String revision = call(201, "POST", of + "/revisions", user, "{\"description\":\"first\"}")
                .get("id")
                .asText();
        String gateways = "[{\"name\":\"Default\",\"vhost\":\"localhost\",\"displayOnDevportal\":true}]";
        call(201, "POST", of + "/deploy-revision?revisionId=" + revision, user, gateways);
        JsonNode published =
                call(200, "POST", PUBLISHER + "/apis/change-lifecycle?action=Publish&apiId=" + api, user, null);
        assertThat(published.get("lifecycleState").get("state").asText()).isEqualTo("PUBLISHED");
    }

    private String application(Authorization user) {
        String body = "{\"name\":\"" + Portal.freshName("screen") + "\",\"throttlingPolicy\":\"Unlimited\"}";
        return call(201, "POST", DEVPORTAL + "/applications", user, body)
                .get("applicationId")
                .asText();
    }

    private String subscribed(Authorization user, String application, String api) {
        String body = "{\"applicationId\":\"" + application + "\",\"apiId\":\"" + api
                + "\",\"throttlingPolicy\":\"AsyncUnlimited\"}";
        JsonNode subscription = call(201, "POST", DEVPORTAL + "/subscriptions", user, body);
        assertThat(subscription.get("status").asText()).isEqualTo("UNBLOCKED");
        return subscription.get("subscriptionId").asText();
    }

    private String applicationToken(Authorization user, String application) {
        String body = "{\"keyType\":\"PRODUCTION\",\"grantTypesToBeSupported\":[\"client_credentials\"]}";
        JsonNode keys = call(200, "POST", DEVPORTAL + "/applications/" + application + "/generate-keys", user, body);
        return token(
                keys.get("consumerKey").asText(), keys.get("consumerSecret").asText(), "grant_type=client_credentials");
    }

    private String token(String client, String secret, String form) {
        Answer answer = Rest.ask(() -> rest.sendForm("/oauth2/token", Authorization.basic(client, secret), form));
        return Portal.expect(200, answer).get("access_token").asText();
    }

    private JsonNode call(
            int status, String method, String path, @Nullable Authorization authorization, @Nullable String json) {
        return Portal.expect(status, ask(method, path, authorization, json));
    }

    private Answer ask(String method, String path, @Nullable Authorization authorization, @Nullable String json) {
        return Rest.ask(() -> rest.send(method, path, authorization, json));
    }

    private void assertStreams(String path, String token) throws Exception {
        for (int node = 1; node <= 2; node++) {
            for (URI gateway : new URI[] {system.gateway(node), system.gatewayTls(node)}) {
                assertThat(firstEvent(gateway.resolve(path), token))
                        .as("%s%s", gateway, path)
                        .contains("\"nonHeap\"")
                        .contains("\"identifier\":\"ram_222\"");
            }
        }
    }

    private String firstEvent(URI uri, String token) throws Exception {
        HttpRequest request = HttpRequest.newBuilder(uri)
                .header("Authorization", "Bearer " + token)
                .build();
        HttpResponse<java.util.stream.Stream<String>> response =
                http.sendAsync(request, HttpResponse.BodyHandlers.ofLines()).get(20, TimeUnit.SECONDS);
        assertThat(response.statusCode()).as("%s", uri).isEqualTo(200);
        try (java.util.stream.Stream<String> lines = response.body()) {
            return CompletableFuture.supplyAsync(() -> lines.filter(line -> line.startsWith("data: {\"heap\""))
                            .findFirst()
                            .orElse("none"))
                    .get(15, TimeUnit.SECONDS);
        }
    }
}
