package dev.sluice.model.topic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TopicPatternTest {
    @Test
    void aTemplateFillsTheBackendsPath() {
        Map<String, String> match =
                TopicPattern.of("/prices/{symbol}").match("/prices/ACME").orElseThrow();

        assertThat(TopicPattern.fill("/v2/{symbol}/stream", match)).isEqualTo("/v2/ACME/stream");
    }

    @Test
    void aWildcardTakesTheRest() {
        assertThat(TopicPattern.of("/*").match("/a/b").orElseThrow()).containsEntry("*", "a/b");
        assertThat(TopicPattern.of("/*").match("/")).isPresent();
        assertThat(TopicPattern.of("/a/*").match("/a")).isEmpty();
        assertThat(TopicPattern.fill(
                        "/old/*", TopicPattern.of("/a/*").match("/a/b/c").orElseThrow()))
                .isEqualTo("/old/b/c");
    }

    @Test
    void aParameterIsOneSegmentAndNotEmpty() {
        TopicPattern template = TopicPattern.of("/prices/{symbol}");

        assertThat(template.match("/prices/")).isEmpty();
        assertThat(template.match("/prices/a/b")).isEmpty();
        assertThat(template.match("/price/a")).isEmpty();
    }

    @Test
    void literalComesBeforeTemplateBeforeWildcardAndLongerFirst() {
        List<String> order = Stream.of("/*", "/a/*", "/{x}/{y}", "/a/{y}", "/{x}", "/a", "/a/b")
                .map(TopicPattern::of)
                .sorted()
                .map(TopicPattern::toString)
                .toList();

        assertThat(order).containsExactly("/a/b", "/a", "/{x}/{y}", "/a/{y}", "/{x}", "/a/*", "/*");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "a",
                "/a b",
                "/*/a",
                "/a*",
                "/{a}/{a}",
                "/{}",
                "/{a",
                "/a//b",
                "/../a",
                "/{a}{b}",
                "/a/",
                "/a?b"
            })
    void whatIsNoTopicSaysWhy(String text) {
        assertThatThrownBy(() -> TopicPattern.of(text))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("topic");
    }

    @Test
    void onlyALiteralTopicIsOneChannel() {
        assertThat(TopicPattern.of("/memory").isLiteral()).isTrue();
        assertThat(TopicPattern.of("/{a}").isLiteral()).isFalse();
        assertThat(TopicPattern.of("/*").isLiteral()).isFalse();
    }
}
