package dev.sluice.publisher.web.access;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.publisher.PublisherTest;
import dev.sluice.publisher.Requests;
import dev.sluice.publisher.ScriptClient;
import dev.sluice.publisher.TestUser;
import io.restassured.RestAssured;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Every route of the application with every role, by password and by token. */
@PublisherTest
class RouteAccessIT {
    private static final String EVERYTHING =
            Arrays.stream(Scope.values()).map(Scope::text).collect(Collectors.joining(" "));

    private final List<Route> guarded = Route.all().stream()
            .filter(route -> !(rule(route) instanceof AccessRule.Own))
            .toList();
    private Requests requests = new Requests(0);

    @BeforeEach
    void aim() {
        requests = new Requests(RestAssured.port);
    }

    @Test
    void withoutCredentialsNoRouteAnswersButTheOpenOnes() {
        for (Route route : guarded) {
            Response answer = send(requests.asVisitor(), route);
            if (rule(route) instanceof AccessRule.Open) {
                assertThat(answer.statusCode()).as(route.toString()).isIn(200, 404);
                continue;
            }
            assertThat(answer.statusCode()).as(route.toString()).isEqualTo(401);
            assertCode(route, answer, 900902);
            assertThat(answer.headers().getValues("WWW-Authenticate"))
                    .anyMatch(challenge -> challenge.startsWith("Basic "))
                    .anyMatch(challenge -> challenge.startsWith("Bearer "));
        }
    }

    @Test
    void aWrongPasswordOrTokenIsTheSameEverywhere() {
        for (Route route : guarded) {
            for (RequestSpecification request : List.of(
                    requests.withToken("0123456789abcdef"),
                    requests.asVisitor().header("Authorization", "Digest username=admin"))) {
                Response answer = send(request, route);
                assertThat(answer.statusCode()).as(route.toString()).isEqualTo(401);
                assertCode(route, answer, 900901);
            }
        }
    }

    private static void assertCode(Route route, Response answer, int code) {
        if (!route.httpMethod().equals("HEAD")) {
            assertThat(answer.<Integer>path("code")).as(route.toString()).isEqualTo(code);
        }
    }

    @Test
    void eachRoleMayUseTheRoutesOfItsScopesAndNoOther() {
        ScriptClient client = ScriptClient.registered(requests);
        for (Role role : Role.values()) {
            TestUser user = TestUser.with(requests, role);
            String token = client.password(user, EVERYTHING).path("access_token");
            for (Route route : guarded) {
                check(route, role, false, () -> requests.as(user.name(), user.password()));
                check(route, role, true, () -> requests.withToken(token));
            }
        }
    }

    private static void check(Route route, Role role, boolean byToken, Supplier<RequestSpecification> request) {
        boolean allowed = switch (rule(route)) {
            case AccessRule.OneOf(var scopes) ->
                Scope.allowedTo(Set.of(role)).stream().anyMatch(scopes::contains);
            case AccessRule.ByPassword _ -> !byToken;
            case AccessRule.SignedIn _, AccessRule.Open _, AccessRule.Own _ -> true;
        };
        Response answer = send(request.get(), route);
        String who = route + " as " + role + (byToken ? " by token" : " by password");
        if (allowed) {
            assertThat(answer.statusCode()).as(who).isNotIn(401, 403).isLessThan(500);
        } else {
            assertThat(answer.statusCode()).as(who).isEqualTo(reads(route) ? 403 : 401);
        }
    }

    private static boolean reads(Route route) {
        return route.httpMethod().equals("GET") || route.httpMethod().equals("HEAD");
    }

    @Test
    void aRefusalNamesTheScopesThatWouldDo() {
        TestUser subscriber = TestUser.with(requests, Role.SUBSCRIBER);

        Response refused = requests.as(subscriber.name(), subscriber.password())
                .body(Requests.api(Requests.freshName()))
                .post(Requests.PUBLISHER + "/apis");

        assertThat(refused.statusCode()).isEqualTo(401);
        assertThat(refused.<Integer>path("code")).isEqualTo(900910);
        assertThat(refused.<String>path("description")).contains("apim:api_create", "apim:api_manage");
        assertThat(requests.as(subscriber.name(), subscriber.password())
                        .get(Requests.PUBLISHER + "/apis")
                        .statusCode())
                .isEqualTo(403);
    }

    @Test
    void aTokenIsGoodForItsOwnScopesOnly() {
        String token = ScriptClient.registered(requests)
                .password("admin", "admin", "apim:api_view")
                .path("access_token");

        assertThat(requests.withToken(token).get(Requests.PUBLISHER + "/apis").statusCode())
                .isEqualTo(200);
        assertThat(requests.withToken(token)
                        .body(Requests.api(Requests.freshName()))
                        .post(Requests.PUBLISHER + "/apis")
                        .statusCode())
                .isEqualTo(401);
    }

    @Test
    void noRouteThatChangesSomethingTakesARequestOfAnotherSitesPage() {
        for (Route route : Route.all()) {
            for (String origin : List.of("https://evil.example", "null")) {
                Response answer = send(requests.asAdmin().header("Origin", origin), route);
                if (reads(route)) {
                    assertThat(answer.statusCode()).as(route.toString()).isNotEqualTo(403);
                } else {
                    assertThat(answer.statusCode()).as(route.toString()).isEqualTo(403);
                    assertThat(answer.<Integer>path("code")).isEqualTo(403);
                    assertThat(answer.<String>path("description")).contains("sluice.publisher.origins");
                }
                assertThat(answer.header("Access-Control-Allow-Origin")).isNull();
            }
        }
    }

    @Test
    void whatABrowserSendsForTheSameSiteIsNotEnoughAndForTheSameOriginIs() {
        String path = Requests.DEVPORTAL + "/applications";
        String own = "http://localhost:" + RestAssured.port;

        assertThat(requests.asAdmin()
                        .header("Sec-Fetch-Site", "same-site")
                        .body("{}")
                        .post(path)
                        .statusCode())
                .isEqualTo(403);
        assertThat(requests.asAdmin()
                        .header("Sec-Fetch-Site", "same-origin")
                        .header("Origin", own)
                        .body("{}")
                        .post(path)
                        .statusCode())
                .isEqualTo(400);
        assertThat(requests.withToken("a token")
                        .header("Origin", "https://evil.example")
                        .body("{}")
                        .post(path)
                        .statusCode())
                .isEqualTo(401);
        // Without a setting that says so, no proxy is believed.
        assertThat(requests.asAdmin()
                        .header("Origin", "https://evil.example")
                        .header("X-Forwarded-Host", "evil.example")
                        .header("X-Forwarded-Proto", "https")
                        .header("Forwarded", "host=evil.example;proto=https")
                        .body("{}")
                        .post(path)
                        .statusCode())
                .isEqualTo(403);
        assertThat(RestAssured.given()
                        .header("Origin", "https://evil.example")
                        .header("Access-Control-Request-Method", "POST")
                        .options(path)
                        .header("Access-Control-Allow-Origin"))
                .isNull();
    }

    private static AccessRule rule(Route route) {
        return AccessRule.of(route.method()).orElseThrow(() -> new AssertionError(route + " has no rule"));
    }

    /** With a body that no route does anything with. */
    private static Response send(RequestSpecification request, Route route) {
        RequestSpecification typed = request.contentType(route.contentType());
        RequestSpecification filled = switch (route.contentType()) {
            case "multipart/form-data" -> typed.multiPart("nothing", "");
            case "application/x-www-form-urlencoded" -> typed.formParam("nothing", "");
            default -> typed.body("{}");
        };
        return filled.request(route.httpMethod(), route.path());
    }
}
