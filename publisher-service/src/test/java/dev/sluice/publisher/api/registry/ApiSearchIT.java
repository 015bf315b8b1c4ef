package dev.sluice.publisher.api.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;

import dev.sluice.publisher.PublisherTest;
import dev.sluice.publisher.Requests;
import io.restassured.RestAssured;
import io.restassured.response.Response;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Lists of APIs: searched, sorted, paged. */
@PublisherTest
class ApiSearchIT {
    private static final String APIS = Requests.PUBLISHER + "/apis";

    private Requests requests = new Requests(0);
    /** Part of the names, contexts, descriptions and tags of this test's APIs only. */
    private String mark = "";

    @BeforeEach
    void create() {
        requests = new Requests(RestAssured.port);
        mark = Requests.freshName();
        make("Alpha", "context", "/zz/" + mark, "version", "1.0.0", "tags", List.of("tag" + mark));
        make("beta", "context", "/yy/" + mark, "version", "3.0.0", "description", "All about 100% of _" + mark);
        make("Gamma", "context", "/xx/" + mark, "version", "2.0.0");
    }

    private void make(String name, Object... fields) {
        requests.asAdmin()
                .body(Requests.api(name + mark, fields))
                .post(APIS)
                .then()
                .statusCode(201);
    }

    @ParameterizedTest
    @CsvSource({
        "name:MARK,3",
        "name:alphaMARK,1",
        "name:ALPHA context:MARK,1",
        "name:Alpha* context:/MARK,1",
        "name:*MARK,3",
        "MARK,3",
        "context:/zz/MARK,1",
        "context:/yy/MARK/3.0.0,1",
        "version:3.0 MARK,1",
        "status:created MARK,3",
        "status:PUBLISHED MARK,0",
        "provider:admin MARK,3",
        "description:MARK,1",
        "description:100% MARK,1",
        "description:_MARK,1",
        "tag:tagMARK,1",
        "tags:tagMARK,1",
        "type:SSE MARK,3",
        "type:WS MARK,0",
        "'name:\"AlphaMARK\"',1",
        "'name:\"Alpha\" MARK',0",
        "Alpha beta MARK,0",
        "'%MARK',0"
    })
    void aTermSaysWhatItLooksAt(String query, int found) {
        assertThat(list("query", query.replace("MARK", mark)).<Integer>path("pagination.total"))
                .isEqualTo(found);
    }

    @ParameterizedTest
    @ValueSource(strings = {"colour:red", "http://example.org", "a b c d e f g h i j k"})
    void aTermThatIsNoneIsRefused(String query) {
        list("query", query).then().statusCode(400).body("error.code", hasItem("query"));
    }

    @Test
    void aTooLongQueryIsRefused() {
        list("query", "x".repeat(501)).then().statusCode(400).body("error.code", contains("query"));
    }

    @ParameterizedTest
    @CsvSource({
        "apiName,asc,Alpha beta Gamma",
        "apiName,desc,Gamma beta Alpha",
        "version,asc,Alpha Gamma beta",
        "createdTime,asc,Alpha beta Gamma",
        "updatedTime,desc,Gamma beta Alpha",
        ",,Gamma beta Alpha"
    })
    void aListIsSorted(String by, String order, String names) {
        var request = requests.asAdmin().queryParam("query", "name:" + mark);
        if (by != null) {
            request.queryParam("sortBy", by).queryParam("sortOrder", order);
        }

        assertThat(request.get(APIS).<List<String>>path("list.name"))
                .containsExactlyElementsOf(List.of(names.split(" ")).stream()
                        .map(name -> name + mark)
                        .toList());
    }

    @Test
    void aPageKeepsWhatWasAskedInItsLinks() {
        requests.asAdmin()
                .queryParam("query", "name:" + mark)
                .queryParam("sortBy", "apiName")
                .queryParam("sortOrder", "asc")
                .queryParam("limit", 1)
                .queryParam("offset", 1)
                .get(APIS)
                .then()
                .statusCode(200)
                .body("list.name", contains("beta" + mark))
                .body("pagination.total", equalTo(3))
                .body("pagination.next", containsString("offset=2&query=name%3A" + mark + "&sortBy=apiName"))
                .body("pagination.previous", containsString("offset=0"));
    }

    @ParameterizedTest
    @CsvSource({"limit,many", "offset,first", "sortBy,size", "sortOrder,up"})
    void aWrongParameterIsNamed(String parameter, String value) {
        list(parameter, value).then().statusCode(400).body("error.code", contains(parameter));
    }

    @Test
    void anUnknownParameterIsPassedOver() {
        list("expand", "true").then().statusCode(200);
    }

    private Response list(String parameter, String value) {
        return requests.asAdmin().queryParam(parameter, value).get(APIS);
    }

    @ParameterizedTest
    @ValueSource(strings = {"1001", "2147483647", "99999999999999999999"})
    void aLimitThatIsTooLargeIsTheLargestAndThePageSaysSo(String limit) {
        requests.asAdmin()
                .queryParam("limit", limit)
                .get(Requests.PUBLISHER + "/apis")
                .then()
                .statusCode(200)
                .body("pagination.limit", equalTo(1_000));
    }
}
