package dev.sluice.publisher.developer.apikey;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sluice.publisher.web.problem.FieldError;
import dev.sluice.publisher.web.problem.Fields;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ApiKeyReaderTest {
    @Test
    void withoutAWordAKeyHasNoEndAndNoRules() {
        ApiKeyTerms terms = ApiKeyReader.terms(Fields.of(JsonNodeFactory.instance.objectNode()));

        assertThat(terms.name()).isEmpty();
        assertThat(terms.validitySeconds()).isNull();
        assertThat(terms.permittedIps()).isEmpty();
        assertThat(terms.permittedReferers()).isEmpty();
    }

    @Test
    void rulesAreListsWithCommas() {
        Fields body = Fields.of(rules(" 192.0.2.1 ,2001:db8::/32,,192.0.2.1", "*.example.com/*, localhost:5173"));

        ApiKeyTerms terms = ApiKeyReader.terms(body);

        assertThat(body.errors()).isEmpty();
        assertThat(terms.permittedIps()).containsExactly("192.0.2.1", "2001:db8::/32");
        assertThat(terms.permittedReferers()).containsExactly("*.example.com/*", "localhost:5173");
    }

    @Test
    void eachEntryThatIsWrongIsNamed() {
        Fields body = Fields.of(rules("192.0.2.1,10.0.0.0/33,localhost", "a.example,example.com*"));

        ApiKeyReader.terms(body);

        assertThat(body.errors())
                .extracting(FieldError::field)
                .containsExactly(
                        "additionalProperties.permittedIP",
                        "additionalProperties.permittedIP",
                        "additionalProperties.permittedReferer");
        assertThat(body.errors().getFirst().toString()).contains("'10.0.0.0/33'", "0 to 32");
        assertThat(body.errors().get(1).toString()).contains("'localhost'");
        assertThat(body.errors().getLast().toString()).contains("'example.com*'");
    }

    @Test
    void thereAreAtMostTwenty() {
        String many = IntStream.rangeClosed(1, 21).mapToObj(i -> "192.0.2." + i).collect(Collectors.joining(","));
        Fields body = Fields.of(rules(many, "x.example/" + "y".repeat(300)));

        ApiKeyReader.terms(body);

        assertThat(body.errors()).hasSize(2);
        assertThat(body.errors().getFirst().toString()).contains("at most 20 entries");
        assertThat(body.errors().getLast().toString()).contains("...").hasSizeLessThan(400);
    }

    @ParameterizedTest
    @ValueSource(longs = {0, -2, 315_360_001})
    void aValidityThatIsNoneIsRefused(long seconds) {
        Fields body = Fields.of(JsonNodeFactory.instance.objectNode().put("validityPeriod", seconds));

        ApiKeyReader.terms(body);

        assertThat(body.errors()).extracting(FieldError::field).containsExactly("validityPeriod");
    }

    @ParameterizedTest
    @CsvSource({"1, 1", "315360000, 315360000", "-1, "})
    void aValidityIsInSecondsOrWithoutAnEnd(long asked, Long seconds) {
        JsonNode body = JsonNodeFactory.instance.objectNode().put("validityPeriod", asked);

        assertThat(ApiKeyReader.terms(Fields.of(body)).validitySeconds()).isEqualTo(seconds);
    }

    private static ObjectNode rules(String addresses, String pages) {
        ObjectNode body = JsonNodeFactory.instance.objectNode();
        body.putObject("additionalProperties").put("permittedIP", addresses).put("permittedReferer", pages);
        return body;
    }
}
