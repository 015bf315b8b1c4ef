package dev.sluice.publisher.web.problem;

import static org.hamcrest.Matchers.equalTo;

import dev.sluice.publisher.PublisherTest;
import dev.sluice.publisher.Requests;
import io.restassured.RestAssured;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayDeque;
import java.util.Deque;
import javax.sql.DataSource;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.Test;

/** A publisher all of whose connections to the database are in use. */
@PublisherTest
class DatabaseBusyIT {
    @Inject
    DataSource database;

    @ConfigProperty(name = "quarkus.datasource.jdbc.max-size")
    int connections;

    @Test
    void aRequestIsToBeSentAgainLater() throws SQLException {
        Requests requests = new Requests(RestAssured.port);
        Deque<Connection> taken = new ArrayDeque<>();
        try {
            while (taken.size() < connections) {
                taken.push(database.getConnection());
            }
            requests.asAdmin()
                    .get(Requests.PUBLISHER + "/apis")
                    .then()
                    .statusCode(503)
                    .header("Retry-After", equalTo("2"))
                    .body("code", equalTo(503));
        } finally {
            for (Connection connection : taken) {
                connection.close();
            }
        }
        requests.asAdmin().get(Requests.PUBLISHER + "/apis").then().statusCode(200);
    }
}
