package dev.sluice.publisher.plan;

import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.everyItem;

import dev.sluice.publisher.PublisherTest;
import dev.sluice.publisher.Requests;
import io.restassured.RestAssured;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The plans that there are to choose from. */
@PublisherTest
class PlansIT {
    private static final String PLANS = "/throttling-policies/";

    private Requests requests = new Requests(0);

    @BeforeEach
    void aim() {
        requests = new Requests(RestAssured.port);
    }

    @Test
    void bothPortalsListThePlansOfSubscriptions() {
        for (String portal : new String[] {Requests.PUBLISHER, Requests.DEVPORTAL}) {
            requests.asAdmin()
                    .get(portal + PLANS + "subscription")
                    .then()
                    .statusCode(200)
                    .body("list.name", contains("AsyncUnlimited", "AsyncGold", "AsyncSilver", "AsyncBronze"))
                    .body("list.requestCount", everyItem(equalTo(-1)))
                    .body("pagination.total", equalTo(4));
        }
    }

    @Test
    void aVisitorSeesThePlansOfApplicationsPageByPage() {
        requests.asVisitor()
                .get(Requests.DEVPORTAL + PLANS + "application?limit=2&offset=2")
                .then()
                .statusCode(200)
                .body("list.name", contains("50PerMin", "Unlimited"))
                .body("pagination.previous", equalTo("/throttling-policies/application?limit=2&offset=0"));
    }

    @Test
    void aLevelThatIsNoneHereIsNotFound() {
        requests.asAdmin()
                .get(Requests.PUBLISHER + PLANS + "application")
                .then()
                .statusCode(404);
        requests.asAdmin().get(Requests.DEVPORTAL + PLANS + "api").then().statusCode(404);
        requests.asAdmin()
                .get(Requests.PUBLISHER + PLANS + "api")
                .then()
                .statusCode(200)
                .body("list.name", contains("Unlimited"));
    }
}
