package dev.sluice.publisher.identity.user;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItems;
import static org.hamcrest.Matchers.not;

import dev.sluice.publisher.PublisherTest;
import dev.sluice.publisher.Requests;
import dev.sluice.publisher.ScriptClient;
import dev.sluice.publisher.TestUser;
import dev.sluice.publisher.web.access.Role;
import io.restassured.RestAssured;
import io.restassured.parsing.Parser;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import javax.sql.DataSource;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** An admin's work with users, and what it does to those who are signed in. */
@PublisherTest
class UsersIT {
    private static final String APIS = Requests.PUBLISHER + "/apis";

    @Inject
    ProviderAccounts providerAccounts;

    @Inject
    UserAdministration administration;

    @Inject
    DataSource database;

    private Requests requests = new Requests(0);

    @BeforeEach
    void aim() {
        requests = new Requests(RestAssured.port);
        RestAssured.registerParser("application/scim+json", Parser.JSON);
    }

    @Test
    void aNewUserHasItsRolesAndNoPasswordToShow() {
        Response created = requests.asAdmin()
                .body(Map.of(
                        "schemas", List.of("urn:ietf:params:scim:schemas:core:2.0:User"),
                        "userName", "Ada@example.org",
                        "password", "correct horse",
                        "name", Map.of("familyName", "passed over"),
                        "roles", List.of(Map.of("value", "Internal/creator"), Map.of("value", "publisher"))))
                .post(TestUser.USERS);

        created.then()
                .statusCode(201)
                .contentType("application/scim+json")
                .header("Location", equalTo(TestUser.USERS + '/' + created.path("id")))
                .body("userName", equalTo("Ada@example.org"))
                .body("active", equalTo(true))
                .body("roles.value", equalTo(List.of("creator", "publisher")));
        assertThat(created.asString()).doesNotContain("correct horse").doesNotContain("argon2");
        requests.as("ada@EXAMPLE.org", "correct horse").get(APIS).then().statusCode(200);
        requests.asAdmin()
                .queryParam("filter", "userName eq \"ada@example.org\"")
                .get(TestUser.USERS)
                .then()
                .statusCode(200)
                .body("totalResults", equalTo(1))
                .body("Resources[0].userName", equalTo("Ada@example.org"));
        requests.asAdmin()
                .body(TestUser.body("ADA@example.org", "correct horse", true))
                .post(TestUser.USERS)
                .then()
                .statusCode(409)
                .body("scimType", equalTo("uniqueness"))
                .body("status", equalTo("409"));
    }

    @Test
    void usersAreListedInPages() {
        TestUser.with(requests, Role.OBSERVER);
        TestUser.with(requests, Role.OBSERVER);

        Response page = requests.asAdmin()
                .queryParam("startIndex", 2)
                .queryParam("count", 1)
                .get(TestUser.USERS);

        page.then()
                .statusCode(200)
                .body("startIndex", equalTo(2))
                .body("itemsPerPage", equalTo(1))
                .body("Resources.size()", equalTo(1));
        assertThat(page.<Integer>path("totalResults")).isGreaterThanOrEqualTo(3);
        requests.asAdmin()
                .queryParam("filter", "emails co \"x\"")
                .get(TestUser.USERS)
                .then()
                .statusCode(400)
                .body("scimType", equalTo("invalidFilter"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"password\":\"long enough\"}                                                    | userName: is required",
                "{\"userName\":\"a b\",\"password\":\"long enough\"}                               | userName: must have",
                "{\"userName\":\"with:colon\",\"password\":\"long enough\"}                        | userName: must have",
                "{\"userName\":\"bob\",\"password\":\"short\"}                                     | password: must have 8",
                "{\"userName\":\"bob.the.builder\",\"password\":\"Bob.The.Builder\"}               | must not be the user name",
                "{\"userName\":\"bob\"}                                                            | password: is required",
                "{\"userName\":\"bob\",\"password\":\"long enough\",\"roles\":[{\"value\":\"god\"}]} | roles[0].value: must be one of admin",
                "{\"userName\":\"bob\",\"password\":\"long enough\",\"roles\":\"admin\"}           | roles: must be a list",
                "{\"userName\":\"bob\",\"password\":\"long enough\",\"active\":\"yes\"}            | active: must be true",
            })
    void aWrongUserIsRefusedWithWhatIsWrong(String body, String said) {
        requests.asAdmin()
                .body(body)
                .post(TestUser.USERS)
                .then()
                .statusCode(400)
                .body("scimType", equalTo("invalidValue"))
                .body("detail", containsString(said));
    }

    @Test
    void aRoleThatIsTakenAwayIsGoneFromTokensAtOnce() {
        TestUser user = TestUser.with(requests, Role.CREATOR, Role.SUBSCRIBER);
        String token = ScriptClient.registered(requests)
                .password(user, "apim:api_view apim:subscribe")
                .path("access_token");
        requests.withToken(token).get(APIS).then().statusCode(200);

        requests.asAdmin()
                .body(TestUser.body(user.name(), "", true, Role.SUBSCRIBER))
                .put(TestUser.USERS + '/' + user.id())
                .then()
                .statusCode(200)
                .body("roles.value", equalTo(List.of("subscriber")));

        requests.withToken(token).get(APIS).then().statusCode(403);
        requests.withToken(token)
                .get(Requests.DEVPORTAL + "/applications")
                .then()
                .statusCode(200);
    }

    @Test
    void whoIsSetInactiveIsOut() {
        TestUser user = TestUser.with(requests, Role.CREATOR);
        ScriptClient client = ScriptClient.registered(requests);
        Response tokens = client.password(user, "apim:api_view");

        requests.asAdmin()
                .body(TestUser.body(user.name(), "", false, Role.CREATOR))
                .put(TestUser.USERS + '/' + user.id())
                .then()
                .statusCode(200)
                .body("active", equalTo(false));

        requests.as(user.name(), user.password()).get(APIS).then().statusCode(401);
        requests.withToken(tokens.path("access_token")).get(APIS).then().statusCode(401);
        client.refresh(tokens.path("refresh_token")).then().statusCode(400);
        client.password(user, "apim:api_view").then().statusCode(400);
    }

    @Test
    void aNewPasswordEndsTheSessionsOfTheOldOne() {
        TestUser user = TestUser.with(requests, Role.CREATOR);
        ScriptClient client = ScriptClient.registered(requests);
        Response tokens = client.password(user, "apim:api_view");

        requests.as(user.name(), user.password())
                .body(Map.of("currentPassword", user.password(), "newPassword", "something else"))
                .post(Requests.DEVPORTAL + "/me/change-password")
                .then()
                .statusCode(200);

        requests.withToken(tokens.path("access_token")).get(APIS).then().statusCode(401);
        client.refresh(tokens.path("refresh_token")).then().statusCode(400).body("error", equalTo("invalid_grant"));
        requests.as(user.name(), user.password()).get(APIS).then().statusCode(401);
        requests.as(user.name(), "something else").get(APIS).then().statusCode(200);
    }

    @Test
    void aPasswordIsChangedOnlyByWhoKnowsItAndToAGoodOne() {
        TestUser user = TestUser.with(requests, Role.CREATOR);
        String path = Requests.DEVPORTAL + "/me/change-password";

        requests.as(user.name(), user.password())
                .body(Map.of("currentPassword", "a guess", "newPassword", "something else"))
                .post(path)
                .then()
                .statusCode(400)
                .body("description", containsString("currentPassword"))
                .body("error.code", hasItems("currentPassword"));
        requests.as(user.name(), user.password())
                .body(Map.of("currentPassword", user.password(), "newPassword", user.password()))
                .post(path)
                .then()
                .statusCode(400)
                .body("error.code", hasItems("newPassword"))
                .body("description", containsString("must be another one"));
        requests.as(user.name(), user.password())
                .body(Map.of("currentPassword", user.password(), "newPassword", "short"))
                .post(path)
                .then()
                .statusCode(400)
                .body("error.code", hasItems("newPassword"));
        requests.as(user.name(), user.password()).get(APIS).then().statusCode(200);
    }

    @Test
    void theLastAdminStays() {
        demoteOtherAdmins();
        String path = pathOf("admin");

        requests.asAdmin().delete(path).then().statusCode(409);
        requests.asAdmin()
                .body(TestUser.body("admin", "", true, Role.CREATOR))
                .put(path)
                .then()
                .statusCode(409)
                .body("detail", containsString("last active admin"));
        requests.asAdmin()
                .body(TestUser.body("admin", "", false, Role.ADMIN))
                .put(path)
                .then()
                .statusCode(409);
        requests.asAdmin().get(path).then().statusCode(200).body("active", equalTo(true));

        TestUser second = TestUser.with(requests, Role.ADMIN);
        requests.as(second.name(), second.password())
                .delete(TestUser.USERS + '/' + second.id())
                .then()
                .statusCode(204);
    }

    @Test
    void theLastAdminStaysOneWhateverItsProviderSays() throws Exception {
        demoteOtherAdmins();
        String name = Requests.freshName();
        providerAccounts.arrive("https://id.example|" + name, name, Set.of(Role.ADMIN));
        requests.asAdmin()
                .body(TestUser.body("admin", "", true, Role.CREATOR))
                .put(pathOf("admin"))
                .then()
                .statusCode(200);

        ArrivalResult later = providerAccounts.arrive("https://id.example|" + name, name, Set.of(Role.CREATOR));

        execute("insert into user_role (user_name, role) values ('admin', 'ADMIN')");
        assertThat(later)
                .isInstanceOfSatisfying(
                        ArrivalResult.Welcome.class,
                        welcome -> assertThat(welcome.account().roles())
                                .containsExactlyInAnyOrder(Role.CREATOR, Role.ADMIN));
        assertThat(providerAccounts.arrive("https://id.example|" + name, name, Set.of(Role.CREATOR)))
                .isInstanceOfSatisfying(
                        ArrivalResult.Welcome.class,
                        welcome -> assertThat(welcome.account().roles())
                                .as("not the last one any more")
                                .containsExactly(Role.CREATOR));
    }

    @Test
    void aSignInDoesNotUndoADeactivationOfThatMoment() throws Exception {
        String name = Requests.freshName();
        String subject = "https://id.example|" + name;
        providerAccounts.arrive(subject, name, Set.of(Role.CREATOR));

        ArrivalResult arrival =
                whileSetInactive(name, () -> providerAccounts.arrive(subject, name, Set.of(Role.PUBLISHER)));

        assertThat(arrival).isInstanceOf(ArrivalResult.Inactive.class);
        assertThat(providerAccounts.arrive(subject, name, Set.of(Role.CREATOR)))
                .isInstanceOf(ArrivalResult.Inactive.class);
    }

    @Test
    void aNewPasswordDoesNotUndoADeactivationOfThatMoment() throws Exception {
        TestUser user = TestUser.with(requests, Role.CREATOR);

        whileSetInactive(user.name(), () -> {
            administration.setPassword(user.name(), "a hash", null);
            return true;
        });

        requests.asAdmin()
                .get(TestUser.USERS + '/' + user.id())
                .then()
                .statusCode(200)
                .body("active", equalTo(false));
    }

    /** Does something that has to wait for a change of the user, which is then committed. */
    private <T> T whileSetInactive(String name, Callable<T> work) throws Exception {
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
                Connection admin = database.getConnection()) {
            admin.setAutoCommit(false);
            try (Statement statement = admin.createStatement()) {
                statement.executeUpdate("update users set active = false where name = '" + name + '\'');
            }
            Future<T> waiting = threads.submit(work);
            await().until(this::isOneWaiting);
            admin.commit();
            return waiting.get();
        }
    }

    private boolean isOneWaiting() throws SQLException {
        try (Connection connection = database.getConnection();
                Statement statement = connection.createStatement();
                ResultSet found = statement.executeQuery("select 1 from pg_stat_activity where"
                        + " datname = current_database() and wait_event_type = 'Lock'")) {
            return found.next();
        }
    }

    private void execute(String sql) throws SQLException {
        try (Connection connection = database.getConnection();
                Statement statement = connection.createStatement()) {
            statement.executeUpdate(sql);
        }
    }

    @Test
    void aProvidersUserDoesNotGetTheNameOfADeletedOwnerOfApis() {
        TestUser gone = TestUser.with(requests, Role.CREATOR);
        requests.as(gone)
                .body(Requests.api(Requests.freshName()))
                .post(APIS)
                .then()
                .statusCode(201);
        requests.asAdmin().delete(TestUser.USERS + '/' + gone.id()).then().statusCode(204);

        assertThat(providerAccounts.arrive("https://id.example|7", gone.name(), Set.of(Role.CREATOR)))
                .isInstanceOf(ArrivalResult.NameTaken.class);
    }

    @Test
    void ofTwoAdminsWhoDeleteEachOtherAtOnceOneStays() throws Exception {
        // Given two admins, and none beside them
        demoteOtherAdmins();
        TestUser one = TestUser.with(requests, Role.ADMIN);
        TestUser two = TestUser.with(requests, Role.ADMIN);
        String admin = pathOf("admin");
        requests.asAdmin()
                .body(TestUser.body("admin", "", true, Role.CREATOR))
                .put(admin)
                .then()
                .statusCode(200);

        // When
        List<Integer> statuses = new ArrayList<>();
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Callable<Integer>> both = List.of(() -> delete(one, two), () -> delete(two, one));
            for (Future<Integer> status : threads.invokeAll(both)) {
                statuses.add(status.get());
            }
        }

        // Then
        assertThat(statuses).containsOnlyOnce(204);
        TestUser last = statuses.getFirst() == 204 ? one : two;
        requests.as(last.name(), last.password())
                .body(TestUser.body("admin", "", true, Role.ADMIN))
                .put(admin)
                .then()
                .statusCode(200);
    }

    private int delete(TestUser by, TestUser user) {
        return requests.as(by.name(), by.password())
                .delete(TestUser.USERS + '/' + user.id())
                .statusCode();
    }

    /** Other tests of this application leave some. */
    private void demoteOtherAdmins() {
        List<Map<String, Object>> others = requests.asAdmin()
                .queryParam("count", 1_000)
                .get(TestUser.USERS)
                .path("Resources");
        for (Map<String, Object> other : others) {
            if (!"admin".equals(other.get("userName"))) {
                requests.asAdmin()
                        .body(TestUser.body(String.valueOf(other.get("userName")), "", true))
                        .put(TestUser.USERS + '/' + other.get("id"))
                        .then()
                        .statusCode(200);
            }
        }
    }

    private String pathOf(String name) {
        String id = requests.asAdmin()
                .queryParam("filter", "userName eq " + name)
                .get(TestUser.USERS)
                .path("Resources[0].id");
        return TestUser.USERS + '/' + id;
    }

    @Test
    void aUserIsDeletedWithItsSessionsButNotWithItsApplications() {
        TestUser user = TestUser.with(requests, Role.SUBSCRIBER);
        String token = ScriptClient.registered(requests, user.name(), user.password())
                .password(user, "apim:subscribe")
                .path("access_token");
        requests.withToken(token)
                .body(Map.of("name", "mine", "throttlingPolicy", "Unlimited"))
                .post(Requests.DEVPORTAL + "/applications")
                .then()
                .statusCode(201);
        TestUser other = TestUser.with(requests, Role.SUBSCRIBER);
        String otherToken = ScriptClient.registered(requests, other.name(), other.password())
                .password(other, "apim:subscribe")
                .path("access_token");

        requests.asAdmin()
                .delete(TestUser.USERS + '/' + user.id())
                .then()
                .statusCode(409)
                .body("detail", containsString("owns 1 applications"));
        requests.asAdmin().delete(TestUser.USERS + '/' + other.id()).then().statusCode(204);

        requests.withToken(token)
                .get(Requests.DEVPORTAL + "/applications")
                .then()
                .statusCode(200);
        requests.withToken(otherToken)
                .get(Requests.DEVPORTAL + "/applications")
                .then()
                .statusCode(401);
        requests.asAdmin().get(TestUser.USERS + '/' + other.id()).then().statusCode(404);
    }

    @Test
    void whatIsNotThereIsNotFoundAndANameStays() {
        TestUser user = TestUser.with(requests);
        String unknown = TestUser.USERS + '/' + UUID.randomUUID();

        requests.asAdmin().get(unknown).then().statusCode(404).body("status", equalTo("404"));
        requests.asAdmin().delete(TestUser.USERS + "/nonsense").then().statusCode(404);
        requests.asAdmin()
                .body(TestUser.body("nobody-at-all", "", true))
                .put(unknown)
                .then()
                .statusCode(404);
        requests.asAdmin()
                .body(TestUser.body("another-name", "", true))
                .put(TestUser.USERS + '/' + user.id())
                .then()
                .statusCode(400)
                .body("scimType", equalTo("mutability"))
                .body("detail", not(containsString("password")));
    }
}
