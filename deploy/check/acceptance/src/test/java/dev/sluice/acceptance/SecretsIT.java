package dev.sluice.acceptance;

import static dev.sluice.acceptance.CarelessRequests.postForm;
import static dev.sluice.acceptance.CarelessRequests.postJson;
import static dev.sluice.acceptance.CarelessRequests.to;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import dev.sluice.client.Answer;
import dev.sluice.client.Authorization;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/**
 * The secrets of users are in no log, meter, record of Kafka, column of the database or answer, after each was used as it should
 * be and as it should not.
 */
class SecretsIT {
    private static final Duration SOON = Duration.ofSeconds(20);
    private static final Authorization ADMIN = Authorization.basic("admin", "admin");
    private static final String USERS = "/scim2/Users";
    private static final String DEVPORTAL = "/api/am/devportal/v3";
    private static final String PUBLISHER = "/api/am/publisher/v4";
    private static final String REGISTER = "/client-registration/v0.17/register";
    private static final String SESSION = "__Host-sluice-session";
    private static final String BROWSER = "Mozilla/5.0 (X11; Linux x86_64)";
    private static final Pattern FIELD =
            Pattern.compile("<input type=\"hidden\" name=\"([^\"]+)\" value=\"([^\"]*)\">");

    private final LocalSystem system = LocalSystem.shared();
    private final Portal portal = new Portal(system);
    private final URI publisher = system.publisher();
    private final SecretSearch search = new SecretSearch();
    private final CarelessRequests requests = new CarelessRequests(Rest.trusting(system.certificate()), search);

    @Test
    void noSecretIsWrittenDownOrShown() throws Exception {
        // Given: what must be found is, so that the search is none of nothing.
        String planted = Portal.freshName("planted") + Portal.freshName("here");
        search.add("planted", planted);
        search.add("meter", "jvm_memory_used_bytes");
        search.add("banner", "Installed features: [");
        String login = Base64.getEncoder().encodeToString(("ann:" + planted).getBytes(StandardCharsets.UTF_8));
        Path log = Files.writeString(system.data().resolve("logs/planted.log"), "GET / Authorization: Basic " + login);

        // When
        useAPassword();
        useTokensOfAScript();
        Portal.Api api = useSecretsOfABackend(planted);
        useAnApiKeyAndATicket(api);
        useAToken(api);
        useAWebhook(api);
        useAKeyManager();

        // Then
        try {
            new SystemRecords(system)
                    .searchAll(search, topic -> !topic.contains(".events.") || topic.endsWith(api.id()));
        } finally {
            Files.delete(log);
        }
        Map<String, Set<String>> found = new HashMap<>(search.found());
        assertThat(found.remove("planted")).contains("kafka sluice.apis", "database api.name");
        assertThat(found.remove("planted in base64")).contains("log planted.log");
        assertThat(found.remove("meter"))
                .contains(
                        "metrics 9444", "metrics 9445", "metrics 9446", "metrics 9447", "metrics 9455", "metrics 9456");
        assertThat(found.remove("banner"))
                .contains("log publisher-1.log", "log gateway-1.log", "log gateway-2.log", "log relay-1.log")
                .contains("log relay-2.log", "log definition-1.log");
        // Where it is sent to has to be kept.
        assertThat(found.remove("token of a webhook's URL")).containsExactly("database webhook.url");
        assertThat(found).isEmpty();
    }

    private void useAPassword() {
        String name = Portal.freshName("user-");
        String password = requests.fresh("password");
        String guess = requests.fresh("wrong password");
        String user = "{\"userName\":\"" + name + "\",\"roles\":[{\"value\":\"subscriber\"}],\"password\":";
        requests.refused(postJson(to(publisher, USERS, ADMIN), user + '"' + password));
        requests.refused(postJson(to(publisher, USERS, ADMIN), user + "[\"" + password + "\"]}"));
        requests.refused(postJson(to(publisher, USERS + '/' + password, ADMIN), user + '"' + password + "\"}"));
        requests.taken(postJson(to(publisher, USERS, ADMIN), user + '"' + password + "\"}"));

        requests.refused(to(publisher, DEVPORTAL + "/applications", Authorization.basic(name, guess)));
        requests.refused(to(publisher, DEVPORTAL + "/applications", Authorization.basic(password, name)));
        requests.taken(to(publisher, DEVPORTAL + "/applications", Authorization.basic(name, password)));
        signIn(name, password, guess);

        String next = requests.fresh("next password");
        String change = DEVPORTAL + "/me/change-password";
        Authorization self = Authorization.basic(name, password);
        requests.refused(postJson(to(publisher, change, self), passwords(guess, next)));
        requests.refused(postJson(to(publisher, change, self), passwords(password, next + "\u0000")));
        requests.refused(
                postJson(to(publisher, change, self), passwords(password, next).replace("}", "")));
        requests.taken(postJson(to(publisher, change, self), passwords(password, next)));
    }

    private static String passwords(String current, String next) {
        return "{\"currentPassword\":\"" + current + "\",\"newPassword\":\"" + next + "\"}";
    }

    /** With a browser, at first with the password in the wrong field. */
    private void signIn(String name, String password, String guess) {
        Map<String, String> cookies = new HashMap<>();
        Answer start = follow(cookies, "/portal/sign-in?return=/devportal");
        Answer page = follow(cookies, start.header("Location").orElseThrow());
        submit(cookies, page, password, name);
        submit(cookies, page, name, guess);
        Answer code = submit(cookies, page, name, password);
        String callback = code.header("Location").orElseThrow();
        Matcher given = Pattern.compile("code=([^&]+)").matcher(callback);
        assertThat(given.find()).as(callback).isTrue();
        requests.known("authorization code", given.group(1));
        follow(cookies, callback);
        follow(cookies, callback);
        String session = requests.known("session cookie", Objects.requireNonNull(cookies.get(SESSION)));

        requests.taken(to(publisher, DEVPORTAL + "/applications").header("Cookie", SESSION + '=' + session));
        requests.refused(to(publisher, DEVPORTAL + "/applications").header("Cookie", SESSION + '=' + session + 'x'));
        requests.refused(to(publisher, DEVPORTAL + "/applications?" + SESSION + '=' + session));
        requests.refused(to(publisher, DEVPORTAL + "/applications", Authorization.bearer(session)));
    }

    private Answer follow(Map<String, String> cookies, String target) {
        return keepCookies(cookies, requests.send(withCookies(to(publisher, target), cookies)));
    }

    private Answer submit(Map<String, String> cookies, Answer page, String name, String password) {
        List<String> fields = new ArrayList<>(List.of("username", name, "password", password));
        for (Matcher field = FIELD.matcher(page.text()); field.find(); ) {
            fields.addAll(List.of(field.group(1), field.group(2).replace("&amp;", "&")));
        }
        HttpRequest.Builder request = to(publisher, "/oauth2/authorize").header("Origin", publisher.toString());
        return keepCookies(
                cookies, requests.send(withCookies(postForm(request, fields.toArray(String[]::new)), cookies)));
    }

    private static HttpRequest.Builder withCookies(HttpRequest.Builder request, Map<String, String> cookies) {
        List<String> pairs = new ArrayList<>();
        cookies.forEach((name, value) -> pairs.add(name + '=' + value));
        return pairs.isEmpty() ? request : request.header("Cookie", String.join("; ", pairs));
    }

    private static Answer keepCookies(Map<String, String> cookies, Answer answer) {
        for (String cookie : answer.headers().allValues("Set-Cookie")) {
            String[] pair = cookie.split(";", 2)[0].split("=", 2);
            cookies.put(pair[0], pair[1]);
        }
        return answer;
    }

    private void useTokensOfAScript() {
        String registration = "{\"clientName\":\"" + Portal.freshName("script")
                + "\",\"owner\":\"admin\",\"grantType\":\"password refresh_token client_credentials\"}";
        JsonNode client = requests.given(postJson(to(publisher, REGISTER, ADMIN), registration));
        String id = client.get("clientId").asText();
        String secret =
                requests.known("client secret", client.get("clientSecret").asText());
        Authorization self = Authorization.basic(id, secret);
        String[] grant = {"grant_type", "password", "username", "admin", "password", "admin", "scope", "apim:api_view"};
        JsonNode tokens = requests.given(postForm(to(publisher, "/oauth2/token", self), grant));
        String access =
                requests.known("access token", tokens.get("access_token").asText());
        String refresh =
                requests.known("refresh token", tokens.get("refresh_token").asText());

        String guess = requests.fresh("wrong client secret");
        requests.refused(postForm(to(publisher, "/oauth2/token", Authorization.basic(id, guess)), grant));
        requests.refused(postForm(to(publisher, "/oauth2/token", Authorization.basic(secret, id)), grant));
        requests.refused(postForm(to(publisher, "/oauth2/token?client_id=" + id + "&client_secret=" + secret), grant));
        requests.refused(postJson(to(publisher, "/oauth2/token", self), "{\"client_secret\":\"" + secret));
        requests.refused(postForm(to(publisher, "/oauth2/token", self), "grant_type", secret));
        requests.refused(
                postForm(to(publisher, "/oauth2/token", self), "grant_type", "refresh_token", "refresh_token", access));

        String apis = PUBLISHER + "/apis";
        requests.taken(to(publisher, apis, Authorization.bearer(access)));
        requests.refused(to(publisher, apis, Authorization.bearer(access + '0')));
        requests.refused(to(publisher, apis, Authorization.bearer(refresh)));
        requests.refused(to(publisher, apis, Authorization.basic(access, "")));
        requests.refused(to(publisher, apis + "?access_token=" + access));
        requests.refused(to(publisher, "/no/such/route?access_token=" + access));
        requests.taken(postForm(to(publisher, "/oauth2/introspect", self), "token", access));
        requests.taken(postForm(to(publisher, "/oauth2/introspect", self), "token", secret));

        String[] renew = {"grant_type", "refresh_token", "refresh_token", refresh};
        JsonNode next = requests.given(postForm(to(publisher, "/oauth2/token", self), renew));
        requests.known("next access token", next.get("access_token").asText());
        String nextRefresh =
                requests.known("next refresh token", next.get("refresh_token").asText());
        requests.refused(postForm(to(publisher, "/oauth2/token", self), renew));
        requests.taken(postForm(to(publisher, "/oauth2/revoke", self), "token", nextRefresh));
        requests.taken(postForm(to(publisher, "/oauth2/revoke", self), "token", access + 'x'));
    }

    /** Returns an API that takes keys in its query. */
    private Portal.Api useSecretsOfABackend(String name) {
        String password = requests.fresh("password of a backend");
        String address = "http://ann:" + password + "@localhost:" + system.port(8080) + '/';
        requests.refused(postJson(to(publisher, PUBLISHER + "/apis", ADMIN), apiAt(address)));
        requests.refused(postJson(
                to(publisher, PUBLISHER + "/apis", ADMIN), apiAt(address).replace("}}}", "")));
        requests.any(to(publisher, PUBLISHER + "/apis/validate-endpoint?endpointUrl=" + address, ADMIN)
                .POST(BodyPublishers.noBody()));
        return portal.deployedWith(
                name,
                system.backend(),
                api -> {
                    api.withObject("/streaming").put("queryApiKey", true);
                    api.withObject("/endpointConfig/endpoint_security/production")
                            .put("enabled", true)
                            .put("type", "BASIC")
                            .put("username", "ann")
                            .put("password", password);
                },
                "/*");
    }

    private static String apiAt(String address) {
        String name = Portal.freshName("careless");
        return "{\"name\":\"" + name + "\",\"context\":\"/" + name + "\",\"version\":\"1.0.0\",\"type\":\"SSE\","
                + "\"endpointConfig\":{\"endpoint_type\":\"http\",\"production_endpoints\":{\"url\":\"" + address
                + "\"}}}";
    }

    private void useAnApiKeyAndATicket(Portal.Api api) throws Exception {
        Portal.Api other = portal.deployedApi("noQueryKey", system.backend(), "/*");
        Portal.Application application = portal.application();
        portal.subscribe(application, api);
        portal.subscribe(application, other);
        JsonNode made = portal.apiKey(application, api);
        String key = made.get("apikey").asText();
        requests.known("API key", key.substring("slk_live_".length()));
        String ofOther = portal.apiKey(application, other).get("apikey").asText();
        requests.known("API key of another API", ofOther.substring("slk_live_".length()));
        String path = api.basePath() + "/memory";
        String otherPath = other.basePath() + "/memory";
        URI gateway = system.gateway(1);
        String mistyped = key.substring(0, key.length() - 1) + (key.endsWith("A") ? 'B' : 'A');

        requests.taken(to(gateway, path).header("ApiKey", key));
        requests.taken(to(gateway, path + "?apikey=" + key));
        requests.taken(to(gateway, otherPath).header("ApiKey", ofOther));
        for (String target : List.of(
                path + "?apikey=" + mistyped,
                path + "?ApiKey=" + key,
                path + "?ticket=" + key,
                path + "?access_token=" + key,
                path + "?sluice.apikey=" + key,
                path + "?apikey=" + key + "&since=" + key,
                otherPath + "?apikey=" + ofOther,
                otherPath + "?apikey=" + key,
                '/' + key + "/1.0.0/memory")) {
            requests.refused(to(gateway, target));
        }
        for (String[] header : new String[][] {
            {"ApiKey", mistyped},
            {"ApiKey", ofOther},
            {"Authorization", "Bearer " + key},
            {"Authorization", "Basic " + key},
            {"Authorization", key},
            {"Internal-Key", key},
            {"Cookie", "apikey=" + key},
            {"X-Api-Key", key}
        }) {
            requests.refused(to(gateway, path).header(header[0], header[1]));
            requests.refused(to(publisher, DEVPORTAL + "/applications").header(header[0], header[1]));
        }
        requests.refused(to(gateway, path).header("ApiKey", key).header("ApiKey", key));
        requests.refused(to(gateway, path).header("ApiKey", key).header("X-Long", "x".repeat(20_000)));
        for (String malformed : List.of(
                "GET " + path + "?apikey=" + key + " HTTP/1.1\r\nHost: a\r\n folded: " + key + "\r\n\r\n",
                "GET " + path + "?apikey=%zz" + key + " HTTP/1.1\r\nHost: a\r\n\r\n",
                "GET " + path + "?apikey=" + key + "\u0001 HTTP/1.1\r\nHost: a\r\n\r\n",
                "GET " + path + "?apikey=" + key + "&long=" + "x".repeat(9_000) + " HTTP/1.1\r\nHost: a\r\n\r\n",
                key + ' ' + path + " HTTP/1.1\r\nHost: a\r\nApiKey " + key + "\r\n\r\n",
                "GET " + path + " HTTP/1.1\r\nHost: " + key + "@a\r\nApiKey: \u0001" + key + "\r\n\r\n")) {
            requests.refusedRaw(gateway, malformed);
        }
        requests.refusedRaw(system.gatewayTls(1), "GET " + path + "?apikey=" + key + " HTTP/1.1\r\nHost: a\r\n\r\n");
        requests.refusedRaw(publisher, "GET " + path + "?apikey=" + key + " HTTP/1.1\r\nHost: a\r\n\r\n");
        useATicket(api, key, other);

        String keys = DEVPORTAL + "/applications/" + application.id() + "/api-keys/PRODUCTION/";
        requests.refused(postJson(to(publisher, keys + "revoke", ADMIN), "{\"apikey\":\"" + key));
        requests.refused(postJson(to(publisher, keys + "revoke", ADMIN), "{\"apikey\":\"" + mistyped + "\"}"));
        requests.refused(postJson(to(publisher, keys + "revoke", ADMIN), "{\"keyUUID\":\"" + key + "\"}"));
        requests.refused(postJson(
                to(publisher, keys + "generate", ADMIN), "{\"keyName\":[\"" + key + "\"],\"apiId\":\"" + key + "\"}"));
        requests.taken(postJson(to(publisher, keys + "revoke", ADMIN), "{\"apikey\":\"" + key + "\"}"));
        requests.refused(to(gateway, path + "?apikey=" + key));
    }

    private void useATicket(Portal.Api api, String key, Portal.Api other) {
        URI gateway = system.gateway(2);
        String body = "{\"path\":\"" + api.basePath() + "/memory\"}";
        String tickets = "/sluice/tickets";
        requests.refused(postJson(to(gateway, tickets).header("ApiKey", key), body.replace("\"}", '?' + key)));
        requests.refused(postJson(to(gateway, tickets), body.replace("memory", "memory?apikey=" + key)));
        requests.refused(postJson(to(gateway, tickets), "{\"path\":\"" + key + "\",\"apikey\":\"" + key + "\"}"));
        requests.refused(postJson(to(gateway, tickets).header("ApiKey", key), "x".repeat(5_000) + key));
        JsonNode ticket = requests.given(postJson(to(gateway, tickets).header("ApiKey", key), body));
        String text = requests.knownToken("ticket", ticket.get("ticket").asText());
        requests.taken(to(gateway, ticket.get("url").asText()));
        for (String target : List.of(
                other.basePath() + "/memory?ticket=" + text,
                api.basePath() + "/disk?ticket=" + text,
                api.basePath() + "/memory?ticket=" + text.substring(0, text.length() - 4),
                api.basePath() + "/memory?access_token=" + text,
                api.basePath() + "/memory?Ticket=" + text)) {
            requests.refused(to(gateway, target));
        }
        requests.refused(to(gateway, ticket.get("url").asText())
                .header("Origin", "https://evil.example")
                .header("User-Agent", BROWSER));
        requests.refused(to(gateway, api.basePath() + "/memory", Authorization.bearer(text)));
        requests.refused(to(publisher, PUBLISHER + "/apis", Authorization.bearer(text)));
    }

    private void useAToken(Portal.Api api) {
        Portal.Application application = portal.application();
        portal.subscribe(application, api);
        String secret = requests.known("consumer secret", application.keys().secret());
        String token = requests.knownToken("token", portal.token(application));
        String testKey = requests.knownToken("test key", portal.testKey(api));
        URI gateway = system.gateway(1);
        String path = api.basePath() + "/memory";

        requests.taken(to(gateway, path, Authorization.bearer(token)));
        requests.taken(to(gateway, path).header("Internal-Key", testKey));
        requests.refused(to(gateway, path + "?access_token=" + token));
        requests.refused(to(gateway, path + "?Authorization=Bearer%20" + token));
        requests.refused(to(gateway, path, Authorization.bearer(token + 'A')));
        requests.refused(to(gateway, path, Authorization.bearer(token.substring(0, token.length() - 3))));
        requests.refused(to(gateway, path).header("Authorization", token));
        requests.refused(to(gateway, path, Authorization.basic(application.consumerKey(), secret)));
        requests.refused(to(gateway, path).header("Internal-Key", testKey + 'A'));
        requests.refused(to(gateway, path + "?apikey=" + secret));
        requests.refused(to(publisher, PUBLISHER + "/apis", Authorization.bearer(token)));

        String keys = DEVPORTAL + "/applications/" + application.id() + "/oauth-keys";
        String id = requests.taken(to(publisher, keys, ADMIN))
                .body()
                .at("/list/0/keyMappingId")
                .asText();
        String generate = keys + '/' + id + "/generate-token";
        String guess = requests.fresh("wrong consumer secret");
        requests.refused(postJson(to(publisher, generate, ADMIN), "{\"consumerSecret\":\"" + guess + "\"}"));
        requests.refused(postJson(to(publisher, generate, ADMIN), "{\"consumerSecret\":\"" + secret));
        requests.refused(postJson(to(publisher, generate, ADMIN), "{\"scopes\":\"" + secret + "\"}"));
        JsonNode more = requests.given(postJson(
                to(publisher, generate, ADMIN),
                "{\"consumerSecret\":\"" + secret + "\",\"revokeToken\":\"" + token + "\"}"));
        String next =
                requests.knownToken("generated token", more.get("accessToken").asText());
        JsonNode renewed = requests.given(postJson(to(publisher, keys + '/' + id + "/regenerate-secret", ADMIN), "{}"));
        String nextSecret = requests.known(
                "renewed consumer secret", renewed.get("consumerSecret").asText());
        Authorization self = Authorization.basic(application.consumerKey(), nextSecret);
        requests.refused(postForm(
                to(publisher, "/oauth2/token", Authorization.basic(application.consumerKey(), secret)),
                "grant_type",
                "client_credentials"));
        requests.refused(postForm(to(publisher, "/oauth2/revoke", Authorization.basic("none", secret)), "token", next));
        requests.taken(postForm(to(publisher, "/oauth2/revoke", self), "token", next));
        requests.refused(to(gateway, path, Authorization.bearer(next)));
    }

    private void useAWebhook(Portal.Api api) {
        String token = requests.fresh("token of a webhook's URL");
        String key = requests.fresh("secret of a webhook");
        String base64 = requests.known("secret of a webhook, as given", base64(key));
        String webhooks = PUBLISHER + "/apis/" + api.id() + "/webhooks";
        // To a port that nothing listens at.
        String url = "http://127.0.0.1:1/hook/" + token + "?token=" + token;
        String body = "{\"url\":\"" + url + "\",\"events\":[\"api.retired\"],\"secret\":\"whsec_" + base64 + "\"}";
        requests.refused(postJson(to(publisher, webhooks, ADMIN), body.substring(0, body.length() - 3)));
        requests.refused(postJson(to(publisher, webhooks, ADMIN), body.replace("whsec_", "whsec:")));
        requests.refused(postJson(to(publisher, webhooks, ADMIN), body.replace("http://", "ftp://")));
        requests.refused(postJson(to(publisher, webhooks, ADMIN), body.replace("127.0.0.1", "ann:" + token + "@b")));
        requests.refused(postJson(to(publisher, webhooks, ADMIN), body.replace("api.retired", base64)));
        JsonNode made = requests.given(postJson(to(publisher, webhooks, ADMIN), body));
        String own = webhooks + '/' + made.get("id").asText();
        requests.taken(postJson(to(publisher, own + "/test", ADMIN), ""));
        await("the message was tried").atMost(SOON).untilAsserted(() -> {
            Answer deliveries = requests.taken(to(publisher, own + "/deliveries", ADMIN));
            assertThat(deliveries.body().at("/list/0/attempts").asInt()).isPositive();
        });
    }

    private static String base64(String text) {
        return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.US_ASCII));
    }

    private void useAKeyManager() {
        String secret = requests.fresh("client secret of a key manager");
        String token = requests.fresh("token of a key manager");
        String managers = "/api/am/admin/v4/key-managers";
        String name = Portal.freshName("km");
        String body = "{\"name\":\"" + name + "\",\"type\":\"any\",\"issuer\":\"https://id.example/" + name
                + "\",\"certificates\":{\"type\":\"JWKS\",\"value\":\"{\\\"keys\\\":[]}\"},"
                + "\"additionalProperties\":{\"client_secret\":\"" + secret + "\"}}";
        requests.refused(postJson(to(publisher, managers, ADMIN), body.substring(0, body.length() - 3)));
        requests.any(postJson(to(publisher, managers, ADMIN), body));
        String applicationId = portal.applicationId();
        String map = DEVPORTAL + "/applications/" + applicationId + "/map-keys";
        requests.refused(postJson(
                to(publisher, map, ADMIN),
                "{\"keyManager\":\"" + name
                        + "\",\"consumerKey\":\"mine\",\"keyType\":\"PRODUCTION\",\"consumerSecret\":\"" + secret
                        + "\",\"accessToken\":\"" + token + '.' + token + '.' + token + "\"}"));
    }
}
