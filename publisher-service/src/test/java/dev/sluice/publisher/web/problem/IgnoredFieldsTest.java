package dev.sluice.publisher.web.problem;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

class IgnoredFieldsTest {
    @Test
    void aFieldThatIsNotReadIsNamedByItsPath() throws Exception {
        Fields body = body("""
                {"name": "a", "nmae": "b", "inner": {"flag": true, "falg": 1}, "unread": {"deep": 1},
                 "list": [{"target": "/a", "tarjet": "/b"}, {"target": "/c"}], "texts": ["x"], "none": null}""");

        body.text("name", "", 10);
        body.object("inner").flag("flag", false);
        body.objects("list", 10).forEach(entry -> entry.text("target", "", 10));
        body.texts("texts", List.of(), 10, 10);

        assertThat(body.errors()).isEmpty();
        assertThat(body.ignored()).containsExactly("nmae", "inner.falg", "unread", "list[0].tarjet");
    }

    @Test
    void aFieldThatOnlyLooksLikeThePathOfAnotherIsNamed() throws Exception {
        Fields body = body("{\"inner\": {\"flag\": true}, \"inner.flag\": false}");

        body.object("inner").flag("flag", false);

        assertThat(body.ignored()).containsExactly("inner.flag");
    }

    @Test
    void anotherValueThanTheFixedOneIsNamedAndNoError() throws Exception {
        Fields body = body("{\"name\": \"new\", \"version\": \"1\", \"isRevision\": true}");

        body.fixed("name", "old");
        body.fixed("version", "1");
        body.fixed("isRevision", false);

        assertThat(body.errors()).isEmpty();
        assertThat(body.ignored()).containsExactly("name", "isRevision");
    }

    @Test
    void aNameCannotForgeAHeader() {
        assertThat(IgnoredFields.text(List.of("a, b", "x\r\nSet-Cookie: y", "grün", "operations[2].täg")))
                .isEqualTo("a%2C%20b, x%0D%0ASet-Cookie:%20y, gr%C3%BCn, operations[2].t%C3%A4g");
    }

    @Test
    void theHeaderIsBounded() {
        assertThat(IgnoredFields.text(Collections.nCopies(500, "0123456789")))
                .hasSizeLessThan(2_020)
                .endsWith(", ...");
        assertThat(IgnoredFields.text(List.of("x".repeat(5_000)))).isEqualTo("...");
    }

    private static Fields body(String json) throws JsonProcessingException {
        return Fields.of(new JsonMapper().readTree(json));
    }
}
