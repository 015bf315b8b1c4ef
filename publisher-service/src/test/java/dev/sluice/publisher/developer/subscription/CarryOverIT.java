package dev.sluice.publisher.developer.subscription;

import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.equalTo;

import dev.sluice.publisher.PublisherTest;
import dev.sluice.publisher.Requests;
import io.restassured.RestAssured;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.concurrent.CompletableFuture;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;

/** Subscriptions that follow to a new version while somebody deletes what they are of. */
@PublisherTest
class CarryOverIT {
    private static final String WAITING = "select count(*) from pg_stat_activity where wait_event_type = 'Lock'"
            + " and datname = current_database() and query ilike '%application%'";

    @Inject
    DataSource database;

    @Test
    void anApplicationThatIsBeingDeletedStaysBehind() throws Exception {
        // Given
        Requests requests = new Requests(RestAssured.port);
        String first = requests.liveApi();
        String leaving = requests.createApplication();
        requests.subscribe(leaving, first).then().statusCode(201);
        requests.subscribe(requests.createApplication(), first).then().statusCode(201);
        String second = requests.copiedApi(first, "2.0.0", false);

        // When
        CompletableFuture<Response> published;
        try (Connection deletion = database.getConnection()) {
            deletion.setAutoCommit(false);
            try (Statement statement = deletion.createStatement()) {
                statement.execute("delete from subscription where application_id = '" + leaving + "'");
                statement.execute("delete from application where id = '" + leaving + "'");
                published = CompletableFuture.supplyAsync(() -> requests.publish(second));
                await().until(this::isSomebodyWaiting);
                deletion.commit();
            }
        }

        // Then
        published.join().then().statusCode(200);
        requests.asAdmin()
                .queryParam("apiId", second)
                .get(Requests.DEVPORTAL + "/subscriptions")
                .then()
                .statusCode(200)
                .body("count", equalTo(1));
    }

    private boolean isSomebodyWaiting() throws SQLException {
        try (Connection connection = database.getConnection();
                Statement statement = connection.createStatement();
                ResultSet waiting = statement.executeQuery(WAITING)) {
            return waiting.next() && waiting.getInt(1) > 0;
        }
    }
}
