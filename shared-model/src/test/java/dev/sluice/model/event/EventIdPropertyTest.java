package dev.sluice.model.event;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.model.api.KeyType;
import dev.sluice.model.channel.Channel;
import dev.sluice.model.channel.Feed;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;

/** No text is read as an id that would be written otherwise, so none that was damaged names a place it did not say. */
class EventIdPropertyTest {
    private static final String ALPHABET = "0123456789abcdefghijklmnopqrstuvwxyz";

    @Property(tries = 5_000)
    void anyIdIsReadAsItWasWrittenAndIsShort(@ForAll("ids") EventId id) {
        assertThat(EventId.parse(id.toString())).contains(id);
        assertThat(id.toString()).matches("[0-9a-z.]{14," + EventId.MAX_LENGTH + "}");
    }

    @Example
    void theLargestNumbersHaveRoom() {
        EventId last = new EventId("zzzzzzzzzz", Long.MAX_VALUE, Long.MAX_VALUE);
        assertThat(EventId.parse(last.toString())).contains(last);
    }

    @Property(tries = 20_000)
    void anIdWithOneCharacterChangedIsNoneOrSaysJustThat(
            @ForAll("ids") EventId id, @ForAll @IntRange(max = 40) int where, @ForAll("characters") char another) {
        String text = id.toString();
        int at = where % text.length();

        assertIsNoneOrSaysJustThat(text.substring(0, at) + another + text.substring(at + 1));
        assertIsNoneOrSaysJustThat(text.substring(0, at) + another + text.substring(at));
        assertIsNoneOrSaysJustThat(text.substring(0, at) + text.substring(at + 1));
        assertIsNoneOrSaysJustThat(text.substring(0, at));
        assertIsNoneOrSaysJustThat(text.substring(at));
    }

    @Property
    void noTextIsTooOddToBeJudged(@ForAll("texts") String text) {
        assertIsNoneOrSaysJustThat(text);
    }

    /** An id grows with the log, never with the number of partitions: it names a place in the one that its channel is in. */
    @Property
    void aChannelIsInOnePartitionHoweverManyThereAre(
            @ForAll @IntRange(min = 1, max = 1000) int partitions, @ForAll @IntRange int path) {
        Channel channel = new Channel("api", "Default", KeyType.PRODUCTION, "/" + path, null);

        Feed feed = Feed.of(channel, partitions);

        assertThat(feed.partition()).isBetween(0, partitions - 1);
        assertThat(Feed.of(channel, partitions)).isEqualTo(feed);
    }

    @Provide
    Arbitrary<EventId> ids() {
        return Combinators.combine(generations(), numbers(), numbers()).as(EventId::new);
    }

    @Provide
    Arbitrary<Character> characters() {
        return Arbitraries.oneOf(
                Arbitraries.chars().with(ALPHABET),
                Arbitraries.of('.', '-', '+', ' ', 'A', 'Z', '\0', '\n', '\r', '\u0661', '\uff11'),
                Arbitraries.chars());
    }

    @Provide
    Arbitrary<String> texts() {
        return Arbitraries.strings()
                .withChars(ALPHABET)
                .withChars(".-+ A\n\u0661")
                .ofMaxLength(50);
    }

    private static Arbitrary<String> generations() {
        return Arbitraries.strings().withChars(ALPHABET).ofLength(EventId.GENERATION_LENGTH);
    }

    private static Arbitrary<Long> numbers() {
        return Arbitraries.longs().greaterOrEqual(0);
    }

    private static void assertIsNoneOrSaysJustThat(String text) {
        EventId.parse(text).ifPresent(id -> assertThat(id.toString()).isEqualTo(text));
    }
}
