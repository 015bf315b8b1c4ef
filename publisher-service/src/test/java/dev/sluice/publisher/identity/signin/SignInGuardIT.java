package dev.sluice.publisher.identity.signin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.equalTo;

import dev.sluice.publisher.PublisherTest;
import dev.sluice.publisher.Requests;
import dev.sluice.publisher.ScriptClient;
import dev.sluice.publisher.TestUser;
import dev.sluice.publisher.web.access.Role;
import io.restassured.RestAssured;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;

/** What wrong passwords cost who tries them, and no one else; by the clock of a real database. */
@PublisherTest
class SignInGuardIT {
    /** As PublisherResource sets it. */
    private static final int FREE_PER_ADDRESS = 1_000;

    private static final int FREE_PER_ACCOUNT = 5;
    private static final int CROWD = 8;

    @Inject
    SignInGuard guard;

    @Inject
    DataSource database;

    @Test
    void afterSomeFailuresOfAnAccountTheWaitDoubles() {
        String name = freshName();
        for (int i = 1; i < FREE_PER_ACCOUNT; i++) {
            guard.failed(new Attempt(name, freshAddress()), "");
            assertThat(delayOf(name, freshAddress())).isZero();
        }

        guard.failed(new Attempt(name.toUpperCase(java.util.Locale.ROOT), freshAddress()), "");
        assertThat(delayOf(name, freshAddress())).isEqualTo(Duration.ofSeconds(1));
        guard.failed(new Attempt(name, freshAddress()), "");
        assertThat(delayOf(name, freshAddress())).isEqualTo(Duration.ofSeconds(2));
        for (int i = 0; i < 20; i++) {
            guard.failed(new Attempt(name, freshAddress()), "");
        }

        assertThat(delayOf(name, freshAddress())).isEqualTo(Duration.ofSeconds(60));
        assertThat(delayOf(freshName(), freshAddress())).isZero();
    }

    @Test
    void afterManyFailuresFromAnAddressItWaitsForEveryAccount() {
        String address = "2001:db8:" + Integer.toHexString(UUID.randomUUID().hashCode() & 0xffff) + "::";
        for (int i = 0; i < FREE_PER_ADDRESS; i++) {
            guard.failed(new Attempt("unknown-" + i, address + i), "");
        }

        assertThat(delayOf(freshName(), address + "ffff")).isEqualTo(Duration.ofSeconds(1));
        assertThat(delayOf(freshName(), freshAddress())).isZero();
    }

    /** The entries can not be deleted for a month. */
    @Test
    void ofManyFailuresSomeAreRecordedWithTheirCount() throws Exception {
        String name = freshName();
        for (int i = 0; i < 40; i++) {
            guard.failed(new Attempt(name, freshAddress()), name);
        }
        assertThat(recordedFailures(name)).containsExactly(1, 2, 3, 4, 5, 6, 7, 8, 16, 32);

        int before = recordedFailures("").size();
        for (int i = 0; i < 300; i++) {
            guard.failed(new Attempt("unknown-" + i, freshAddress()), "");
        }
        assertThat(recordedFailures("").size() - before).isBetween(0, 200);
    }

    private List<Integer> recordedFailures(String account) throws SQLException {
        try (Connection connection = database.getConnection();
                PreparedStatement recorded = connection.prepareStatement(
                        "select cast(after ->> 'failures' as int) from audit_entry where kind = 'sign-in' and thing_id = ?"
                                + " order by id")) {
            recorded.setString(1, account);
            List<Integer> failures = new ArrayList<>();
            try (ResultSet rows = recorded.executeQuery()) {
                while (rows.next()) {
                    failures.add(rows.getInt(1));
                }
            }
            return failures;
        }
    }

    @Test
    void ofManyWhoMakeAccountsAtOnceAsManyPassAsOneAfterTheOther() throws Exception {
        Attempt attempt = new Attempt("", freshAddress());
        guard.signUp(attempt);
        int passed = 1;

        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
                Connection other = database.getConnection();
                PreparedStatement lock =
                        other.prepareStatement("select 1 from sign_in_guard where subject = ? for update")) {
            other.setAutoCommit(false);
            lock.setString(1, attempt.signUpSubject());
            lock.execute();
            List<Future<Duration>> crowd = Stream.generate(() -> threads.submit(() -> guard.signUp(attempt)))
                    .limit(CROWD)
                    .toList();
            await().until(() -> waiting() >= CROWD);
            other.commit();
            for (Future<Duration> delay : crowd) {
                passed += delay.get().isZero() ? 1 : 0;
            }
        }

        assertThat(passed).isEqualTo(FREE_PER_ACCOUNT);
    }

    private int waiting() throws SQLException {
        try (Connection connection = database.getConnection();
                PreparedStatement select = connection.prepareStatement("select count(*) from pg_stat_activity where"
                        + " datname = current_database() and wait_event_type = 'Lock'");
                ResultSet count = select.executeQuery()) {
            count.next();
            return count.getInt(1);
        }
    }

    @Test
    void noUserIsShutOutByFailuresInTheirNameFromElsewhere() {
        String name = freshName();
        Attempt home = new Attempt(name, freshAddress());
        guard.succeeded(home, guard.look(home));
        for (int i = 0; i < 12; i++) {
            guard.failed(new Attempt(name, freshAddress()), "");
        }

        assertThat(guard.look(home).mustWait()).isFalse();
        guard.succeeded(home, guard.look(home));
        assertThat(delayOf(name, freshAddress())).as("the guesser still waits").isPositive();
    }

    @Test
    void fifteenMinutesWithoutAFailureForgetThem() throws Exception {
        Attempt attempt = new Attempt(freshName(), freshAddress());
        for (int i = 0; i < FREE_PER_ACCOUNT + 3; i++) {
            guard.failed(attempt, "");
        }
        assertThat(guard.look(attempt).mustWait()).isTrue();

        age(attempt.accountSubject(), Duration.ofMinutes(16));
        guard.failed(attempt, "");

        assertThat(guard.look(attempt).mustWait()).isFalse();
    }

    @Test
    void whatCountsNoMoreIsRemoved() throws Exception {
        Attempt old = new Attempt(freshName(), freshAddress());
        Attempt recent = new Attempt(freshName(), freshAddress());
        for (Attempt attempt : List.of(old, recent)) {
            guard.succeeded(attempt, guard.look(attempt));
            guard.failed(attempt, "");
        }
        age(old.accountSubject(), Duration.ofMinutes(16));
        age(old.knownSubject(), Duration.ofDays(31));
        age(recent.knownSubject(), Duration.ofDays(29));

        guard.forget();

        assertThat(isThere(old.accountSubject())).isFalse();
        assertThat(isThere(old.knownSubject())).isFalse();
        assertThat(isThere(recent.accountSubject())).isTrue();
        assertThat(isThere(recent.knownSubject())).isTrue();
    }

    /** As if it had happened so long ago. */
    private void age(String subject, Duration by) throws SQLException {
        try (Connection connection = database.getConnection();
                PreparedStatement update = connection.prepareStatement(
                        "update sign_in_guard set seen_at = seen_at"
                                + " - ? * interval '1 second', free_at = free_at - ? * interval '1 second' where subject = ?")) {
            update.setLong(1, by.toSeconds());
            update.setLong(2, by.toSeconds());
            update.setString(3, subject);
            assertThat(update.executeUpdate()).isEqualTo(1);
        }
    }

    private boolean isThere(String subject) throws SQLException {
        try (Connection connection = database.getConnection();
                PreparedStatement select =
                        connection.prepareStatement("select 1 from sign_in_guard where subject = ?")) {
            select.setString(1, subject);
            return select.executeQuery().next();
        }
    }

    @Test
    void whoWaitsIsNotLookedAtAndThenGetsInWithTheRightPassword() {
        Requests requests = new Requests(RestAssured.port);
        TestUser user = TestUser.with(requests, Role.CREATOR);
        ScriptClient client = ScriptClient.registered(requests);
        for (int i = 0; i < FREE_PER_ACCOUNT + 1; i++) {
            requests.as(user.name(), "a guess").get(Requests.PUBLISHER + "/apis");
        }

        Response refused = requests.as(user.name(), user.password()).get(Requests.PUBLISHER + "/apis");
        Response refusedToo = client.password(user, "apim:api_view");

        refused.then().statusCode(429).body("code", equalTo(429));
        assertThat(refused.header("Retry-After")).matches("[1-9][0-9]*");
        refusedToo.then().statusCode(429).body("error", equalTo("temporarily_unavailable"));
        assertThat(refusedToo.headers().getValues("Retry-After")).hasSize(1);
        await().atMost(Duration.ofSeconds(10))
                .until(() -> requests.as(user.name(), user.password())
                                .get(Requests.PUBLISHER + "/apis")
                                .statusCode()
                        == 200);
    }

    @Test
    void anUnknownNameFailsAndIsSlowedDownAsAKnownOne() {
        Requests requests = new Requests(RestAssured.port);
        String nobody = freshName();
        for (int i = 0; i < FREE_PER_ACCOUNT; i++) {
            assertThat(requests.as(nobody, "a guess")
                            .get(Requests.PUBLISHER + "/apis")
                            .statusCode())
                    .isEqualTo(401);
        }

        assertThat(requests.as(nobody, "a guess")
                        .get(Requests.PUBLISHER + "/apis")
                        .statusCode())
                .isEqualTo(429);
    }

    @Test
    void namesAreCountedIgnoringCaseAndAddressesByTheirNetwork() {
        assertThat(new Attempt("Ada", "::1").accountSubject()).isEqualTo(new Attempt("aDA", "::1").accountSubject());
        assertThat(new Attempt("a", "2001:db8:1:2::1").addressSubject())
                .isEqualTo(new Attempt("a", "2001:db8:1:2:ffff::9").addressSubject())
                .isNotEqualTo(new Attempt("a", "2001:db8:1:3::1").addressSubject());
        assertThat(new Attempt("a", "192.0.2.1").addressSubject())
                .isNotEqualTo(new Attempt("a", "192.0.2.2").addressSubject());
        assertThat(new Attempt("x".repeat(10_000), "not an address").knownSubject())
                .hasSizeLessThan(160);
    }

    @Test
    void whatIsTypedAsANameIsNotStoredAsItMayBeAPassword() {
        assertThat(new Attempt("correct horse", "::1").subjects()).noneMatch(subject -> subject.contains("horse"));
    }

    private Duration delayOf(String name, String address) {
        return guard.look(new Attempt(name, address)).delay();
    }

    private static String freshName() {
        return "guessed-" + UUID.randomUUID();
    }

    private static String freshAddress() {
        UUID random = UUID.randomUUID();
        return "10." + (random.hashCode() & 0xff) + '.' + (random.hashCode() >> 8 & 0xff) + '.'
                + (random.hashCode() >> 16 & 0xff);
    }
}
