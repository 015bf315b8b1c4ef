package dev.sluice.definition.document;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.definition.Fixtures;
import java.util.List;
import org.junit.jupiter.api.Test;

class DocumentReferencesTest {
    private static final String TEXT = """
            asyncapi: 3.0.0
            channels:
              prices:
                address: /prices
              prices/{symbol}:
                messages: {a: {name: found}}
            components:
              schemas:
                'a/b c': {type: string}
            x-plain: {$ref: '#/channels/prices'}
            x-escaped: {$ref: '#/components/schemas/a~1b%20c'}
            x-chain: {$ref: '#/x-plain'}
            x-list: {$ref: '#/x-array/1'}
            x-array: [1, {b: 2}]
            x-literal: {$ref: '#/channels/prices/{symbol}/messages/a'}
            x-gone: {$ref: '#/channels/none'}
            x-index: {$ref: '#/x-array/99'}
            x-other: {$ref: 'http://169.254.169.254/x'}
            x-file: {$ref: 'other.yaml#/a'}
            x-loop: {$ref: '#/x-loop2'}
            x-loop2: {$ref: '#/x-loop'}
            """;

    private final Document document =
            ((ReadResult.Parsed) new DocumentReader(DocumentLimits.DEFAULT).read(Fixtures.utf8(TEXT))).document();
    private final DocumentReferences references = new DocumentReferences(document);

    private ReferenceTarget follow(String name) {
        return references.follow(document.top().get(name));
    }

    private String found(String name) {
        assertThat(follow(name)).isInstanceOf(ReferenceTarget.Found.class);
        return ((ReferenceTarget.Found) follow(name)).at().pointer();
    }

    @Test
    void referencesAreFollowedToWhatIsNoReference() {
        assertThat(found("x-plain")).isEqualTo("/channels/prices");
        assertThat(found("x-chain")).isEqualTo("/channels/prices");
        assertThat(found("x-escaped")).isEqualTo("/components/schemas/a~1b c");
        assertThat(found("x-list")).isEqualTo("/x-array/1");
        assertThat(found("info")).isEqualTo("/info");
    }

    private static Document chain(int length, Work work) {
        StringBuilder text = new StringBuilder("asyncapi: 3.0.0\nx-a:\n");
        for (int i = 0; i < length; i++) {
            text.append("  s%d: {$ref: '#/x-a/s%d'}\n".formatted(i, i + 1));
        }
        text.append("  s").append(length).append(": {}\n");
        DocumentReader reader = new DocumentReader(DocumentLimits.DEFAULT);
        return ((ReadResult.Parsed) reader.read(Fixtures.utf8(text.toString()), work)).document();
    }

    @Test
    void aChainCostsAFewStepsForEachReferenceWhicheverIsFollowedFirst() {
        Work work = DocumentLimits.DEFAULT.work();
        Document chained = chain(10_000, work);
        DocumentReferences all = new DocumentReferences(chained);
        long before = work.steps();

        List<LocatedNode> references = chained.top().get("x-a").entries();
        references.forEach(all::follow);
        references.reversed().forEach(all::follow);

        assertThat(work.steps() - before).isLessThan(12L * references.size());
    }

    @Test
    void moreReferencesInARowThanAPersonWritesAreNotFollowed() {
        Document chained = chain(101, DocumentLimits.DEFAULT.work());
        DocumentReferences all = new DocumentReferences(chained);
        LocatedNode entries = chained.top().get("x-a");

        assertThat(all.follow(entries.get("s0"))).isInstanceOf(ReferenceTarget.TooLong.class);
        assertThat(all.follow(entries.get("s1"))).isInstanceOf(ReferenceTarget.Found.class);
        assertThat(all.resolve(entries.get("s0")).exists()).isFalse();
    }

    @Test
    void anUnescapedChannelIsFoundByTheLetterAndToldSo() {
        assertThat(found("x-literal")).isEqualTo("/channels/prices~1{symbol}/messages/a");
        assertThat(((ReferenceTarget.Found) follow("x-literal")).literally()).isTrue();
        assertThat(((ReferenceTarget.Found) follow("x-plain")).literally()).isFalse();
    }

    @Test
    void whatLeadsNowhereOutOrInCirclesIsTold() {
        assertThat(follow("x-gone")).isInstanceOf(ReferenceTarget.Dangling.class);
        assertThat(follow("x-index")).isInstanceOf(ReferenceTarget.Dangling.class);
        assertThat(follow("x-other")).isEqualTo(new ReferenceTarget.External("http://169.254.169.254/x"));
        assertThat(follow("x-file")).isInstanceOf(ReferenceTarget.External.class);
        assertThat(follow("x-loop")).isInstanceOf(ReferenceTarget.Cycle.class);
        assertThat(references.resolve(document.top().get("x-gone")).exists()).isFalse();
    }
}
