package dev.sluice.publisher.web.openapi;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import dev.sluice.publisher.PublisherTest;
import dev.sluice.publisher.Requests;
import dev.sluice.publisher.web.access.AccessRule;
import dev.sluice.publisher.web.access.Route;
import dev.sluice.publisher.web.access.Scope;
import io.restassured.RestAssured;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.QueryParam;
import java.lang.annotation.Annotation;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The document that the running service shows, against its routes. */
@PublisherTest
class DocumentIT {
    private final List<Route> routes = Route.all();
    private Requests requests = new Requests(0);
    private Document document = new Document(MissingNode.getInstance(), "");

    @BeforeEach
    void aim() {
        requests = new Requests(RestAssured.port);
        document = Document.served();
    }

    @Test
    void itHasEveryRouteAndNoOther() {
        assertThat(document.operations())
                .extracting(Document.Operation::toString)
                .containsExactlyInAnyOrderElementsOf(
                        routes.stream().map(Route::toString).toList());
    }

    @Test
    void anOperationAsksForWhatTheRuleOfItsRouteSays() {
        for (Route route : routes) {
            JsonNode security = of(route).node().path("security");
            switch (AccessRule.of(route.method()).orElseThrow()) {
                case AccessRule.OneOf(Set<Scope> scopes) -> {
                    assertThat(security.size()).as(route.toString()).isEqualTo(2 + scopes.size());
                    assertThat(scopesOf(security))
                            .as(route.toString())
                            .isEqualTo(scopes.stream().map(Scope::text).collect(Collectors.toSet()));
                    assertThat(security.get(0).has("Basic")).isTrue();
                    assertThat(security.get(1).has("PortalSession")).isTrue();
                }
                case AccessRule.SignedIn _ ->
                    assertThat(security.toString())
                            .isEqualTo("[{\"Basic\":[]},{\"PortalSession\":[]},{\"OAuth2Security\":[]}]");
                case AccessRule.Open _ ->
                    assertThat(security.toString())
                            .isEqualTo("[{\"Basic\":[]},{\"PortalSession\":[]},{\"OAuth2Security\":[]},{}]");
                case AccessRule.ByPassword _ -> assertThat(security.toString()).isEqualTo("[{\"Basic\":[]}]");
                case AccessRule.Own _ -> assertThat(scopesOf(security)).isEmpty();
            }
        }
    }

    private static Set<String> scopesOf(JsonNode security) {
        return security.findValues("OAuth2Security").stream()
                .flatMap(scopes -> scopes.valueStream().map(JsonNode::asText))
                .collect(Collectors.toSet());
    }

    @Test
    void aParameterThatAMethodDeclaresIsInTheDocument() {
        for (Route route : routes) {
            Document.Operation operation = of(route);
            assertThat(names(operation.parameters("path")))
                    .as(route + ": in the path")
                    .isEqualTo(declared(route, PathParam.class, PathParam::value));
            Set<String> headers = declared(route, HeaderParam.class, HeaderParam::value);
            // The security of an operation stands for it.
            headers.remove("Authorization");
            assertThat(names(operation.parameters("header")))
                    .as(route + ": headers")
                    .isEqualTo(headers);
            assertThat(declared(route, QueryParam.class, QueryParam::value))
                    .as(route + ": after the question mark, where Query reads")
                    .isEmpty();
        }
    }

    private static <A extends Annotation> Set<String> declared(Route route, Class<A> type, Function<A, String> name) {
        return Arrays.stream(route.method().getParameters())
                .flatMap(parameter -> Stream.ofNullable(parameter.getAnnotation(type)))
                .map(name)
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static Set<String> names(Collection<Document.Parameter> parameters) {
        return parameters.stream().map(Document.Parameter::name).collect(Collectors.toCollection(TreeSet::new));
    }

    @Test
    void aParameterBehindTheQuestionMarkIsReadAndBounded() {
        for (Route route : routes) {
            List<Document.Parameter> parameters = of(route).parameters("query");
            for (Document.Parameter wrong : parameters) {
                RequestSpecification request = typed(route);
                parameters.stream()
                        .filter(other -> other.node().path("required").asBoolean() && !other.equals(wrong))
                        .forEach(other -> request.queryParam(other.name(), "x"));
                request.queryParam(wrong.name(), outOfBounds(wrong.schema()));

                Response answer = request.request(route.httpMethod(), route.path());

                assertThat(answer.statusCode())
                        .as(route + " with wrong " + wrong)
                        .isEqualTo(400);
                assertThat(answer.asString()).as(route + " with wrong " + wrong).contains(wrong.name());
            }
        }
    }

    private RequestSpecification typed(Route route) {
        RequestSpecification request = requests.asAdmin().contentType(route.contentType());
        return route.contentType().equals("multipart/form-data") ? request.multiPart("nothing", "") : request;
    }

    private static String outOfBounds(JsonNode schema) {
        return schema.has("maxLength") ? "x".repeat(schema.path("maxLength").asInt() + 1) : "none";
    }

    @Test
    void aParameterIsThereOnce() {
        assertThat(document.operations())
                .allSatisfy(operation -> assertThat(operation.parameters())
                        .extracting(Document.Parameter::toString)
                        .doesNotHaveDuplicates());
    }

    @Test
    void everyReferenceLeadsToSomething() {
        assertThat(document.root().findValuesAsText("$ref"))
                .isNotEmpty()
                .allSatisfy(reference -> assertThat(document.at(reference).isMissingNode())
                        .as(reference)
                        .isFalse());
    }

    @Test
    void anOperationHasANameATagAndARefusalWithABody() {
        assertThat(document.operations())
                .extracting(id -> id.node().path("operationId").asText())
                .doesNotHaveDuplicates();
        assertThat(document.operations()).allSatisfy(operation -> {
            assertThat(operation.node().path("summary").asText()).isNotBlank();
            assertThat(operation.node().path("tags")).hasSize(1);
            for (int status : List.of(400, 401, 403, 406, 413, 415, 429)) {
                JsonNode content = operation.response(status).path("content");
                assertThat(content.size()).as(operation + " -> " + status).isPositive();
                assertThat(content)
                        .as(operation + " -> " + status)
                        .allMatch(body -> namesProperties(document.resolve(body.path("schema"))));
            }
        });
    }

    @Test
    void itSaysWhatItIsOf() {
        JsonNode info = document.root().path("info");
        assertThat(document.root().path("openapi").asText()).startsWith("3.1.");
        assertThat(info.path("title").asText()).contains("Sluice");
        assertThat(info.path("version").asText()).isNotBlank();
        assertThat(info.at("/license/name").asText()).isEqualTo("Apache-2.0");
    }

    private boolean namesProperties(JsonNode schema) {
        return schema.path("properties").size() > 1
                || (schema.has("oneOf")
                        && schema.path("oneOf").valueStream().allMatch(one -> namesProperties(document.resolve(one))));
    }

    private Document.Operation of(Route route) {
        return document.find(route.httpMethod(), route.template())
                .findFirst()
                .orElseThrow(() -> new AssertionError(route + " is not in the document"));
    }
}
