package dev.sluice.publisher.web.openapi;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.sluice.publisher.PublisherTest;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The document that the running service shows, against the contract. */
@PublisherTest
class DocumentContractIT {
    private record Pair(Document.Operation served, Document.Operation contract) {
        @Override
        public String toString() {
            return served.toString();
        }
    }

    private final List<Document> contract = List.of(
            Document.contract("publisher-v4.yaml"),
            Document.contract("devportal-v3.yaml"),
            Document.contract("admin-v4.yaml"),
            Document.contract("sign-in.yaml"));
    private List<Pair> pairs = List.of();

    @BeforeEach
    void readBoth() {
        pairs = Document.served().operations().stream()
                .map(served -> new Pair(served, inContract(served)))
                .toList();
    }

    /** A route that the contract does not have is none that we may have. */
    private Document.Operation inContract(Document.Operation served) {
        return contract.stream()
                .flatMap(file -> file.find(served.method(), served.path()))
                .findFirst()
                .orElseThrow(() -> new AssertionError("the contract has no " + served));
    }

    @Test
    void anOperationReadsTheParametersOfTheContract() {
        for (Pair pair : pairs) {
            Set<String> expected = names(pair.contract());
            Set<String> passedOver = texts(pair.contract().node().path("x-passed-over"));
            assertThat(passedOver).as(pair + ": passed over").allMatch(name -> expected.remove("query " + name));
            expected.removeIf(
                    name -> name.startsWith("header ") && !names(pair.served()).contains(name));
            assertThat(names(pair.served())).as(pair.toString()).isEqualTo(expected);
        }
    }

    @Test
    void anOperationTakesTheBodyOfTheContract() {
        for (Pair pair : pairs) {
            JsonNode body = pair.served().node().path("requestBody");
            JsonNode expected = pair.contract().node().path("requestBody");
            assertThat(mediaTypes(body)).as(pair.toString()).isEqualTo(mediaTypes(expected));
            for (String type : mediaTypes(expected)) {
                assertThat(properties(pair.served(), body.path("content").path(type)))
                        .as(pair + ", " + type)
                        .isEqualTo(properties(
                                pair.contract(), expected.path("content").path(type)));
            }
        }
    }

    @Test
    void anOperationAnswersWithTheCodesOfTheContract() {
        for (Pair pair : pairs) {
            Set<String> expected = new HashSet<>(keys(pair.contract().node().path("responses")));
            expected.addAll(keys(pair.contract().document().root().path("x-every-operation")));
            if (!names(pair.served()).contains("header If-None-Match")) {
                expected.remove("304");
            }
            if (!names(pair.served()).contains("header If-Match")) {
                expected.remove("412");
            }
            assertThat(keys(pair.served().node().path("responses")))
                    .as(pair.toString())
                    .isEqualTo(expected);
        }
    }

    @Test
    void anOperationAsksForTheScopesOfTheContract() {
        assertThat(pairs)
                .filteredOn(pair -> !scopes(pair.contract()).isEmpty())
                .hasSizeGreaterThan(30)
                .allSatisfy(pair ->
                        assertThat(scopes(pair.served())).as(pair.toString()).isEqualTo(scopes(pair.contract())));
    }

    private static Set<String> names(Document.Operation operation) {
        return operation.parameters().stream()
                .map(Document.Parameter::toString)
                .filter(name -> !name.equals("header Accept"))
                .collect(Collectors.toSet());
    }

    private static Set<String> mediaTypes(JsonNode body) {
        return keys(body.path("content"));
    }

    /** The names that an object may have; of a list, those of its items. */
    private static Set<String> properties(Document.Operation operation, JsonNode mediaType) {
        JsonNode schema = operation.document().resolve(mediaType.path("schema"));
        JsonNode object = schema.has("items") ? operation.document().resolve(schema.path("items")) : schema;
        Set<String> names = new HashSet<>(keys(object.path("properties")));
        object.path("allOf")
                .forEach(part ->
                        names.addAll(keys(operation.document().resolve(part).path("properties"))));
        assertThat(names).as(operation.toString()).isNotEmpty();
        return names;
    }

    private static Set<String> scopes(Document.Operation operation) {
        return operation.node().path("security").findValues("OAuth2Security").stream()
                .flatMap(scopes -> scopes.valueStream().map(JsonNode::asText))
                .collect(Collectors.toSet());
    }

    private static Set<String> keys(JsonNode object) {
        return object.propertyStream().map(Map.Entry::getKey).collect(Collectors.toSet());
    }

    private static Set<String> texts(JsonNode array) {
        return array.valueStream().map(JsonNode::asText).collect(Collectors.toSet());
    }
}
