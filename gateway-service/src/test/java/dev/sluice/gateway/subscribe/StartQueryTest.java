package dev.sluice.gateway.subscribe;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.gateway.stream.StartPosition;
import dev.sluice.gateway.stream.StartPositionParser;
import dev.sluice.model.channel.RequestTarget;
import dev.sluice.model.event.EventId;
import io.netty.handler.codec.http.DefaultHttpHeaders;
import io.netty.handler.codec.http.HttpHeaders;
import java.net.URLEncoder;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The first that says something counts: header, {@code last_event_id}, {@code lastEventId}, {@code since}. */
class StartQueryTest {
    @Property
    void theFirstThatSaysSomethingCountsWhateverTheOthersSay(
            @ForAll("ids") String header,
            @ForAll("ids") String snake,
            @ForAll("ids") String camel,
            @ForAll("starts") String since,
            @ForAll boolean reversed) {
        // Given
        List<String> query = new ArrayList<>();
        add(query, "last_event_id", snake);
        add(query, "lastEventId", camel);
        add(query, "since", since);
        add(query, "symbol", "ACME");

        // When
        Optional<StartPosition> asked =
                StartQuery.read(headers(header), String.join("&", reversed ? query.reversed() : query));

        // Then
        Optional<StartPosition> byId = Stream.of(header, snake, camel)
                .filter(id -> !id.isEmpty())
                .findFirst()
                .map(StartPositionParser::id);
        Optional<StartPosition> bySince =
                since.isEmpty() ? Optional.of(new StartPosition.Unspecified()) : StartPositionParser.since(since);
        assertThat(asked).isEqualTo(byId.isPresent() ? byId : bySince);
    }

    @Test
    void anEventSourceThatComesBackToItsOldAddressIsHeardByItsHeader() {
        EventId stale = new EventId("k7f3q9zd0a", 1, 10);
        EventId now = new EventId("k7f3q9zd0a", 900, 9000);

        Optional<StartPosition> asked =
                StartQuery.read(headers(now.toString()), "lastEventId=" + stale + "&since=earliest");

        assertThat(asked).contains(new StartPosition.After(now));
    }

    @Test
    void aTimeMayBeWrittenWithABarePlus() {
        assertThat(StartQuery.read(headers(""), "since=1970-01-01T01:00:01+01:00"))
                .contains(new StartPosition.Since(1000));
        assertThat(StartQuery.read(headers(""), "since=1970-01-01T01:00:01%2B01:00"))
                .contains(new StartPosition.Since(1000));
    }

    @Test
    void aSemicolonBeginsNoParameterAsInTheBackendsQuery() {
        assertThat(StartQuery.read(headers(""), "a=1;since=earliest")).contains(new StartPosition.Unspecified());
        assertThat(RequestTarget.own("a=1;ticket=t")).isEmpty();
    }

    /** The backend gets these as they are, so they are not obeyed here. */
    @ParameterizedTest
    @ValueSource(strings = {"=since=earliest", "?since=earliest", "?last_event_id=0", "=lastEventId=0", "&==since=-5"})
    void aNameThatOnlyEndsWithOursIsTheBackends(String query) {
        assertThat(StartQuery.read(headers(""), query)).contains(new StartPosition.Unspecified());
        assertThat(RequestTarget.of("/p", query).query()).isEqualTo(query.replaceFirst("^&", ""));
    }

    @Test
    void whatComesAfterAHashThatIsNotEncodedIsReadAsItIsTakenOut() {
        String query = "a=#&since=earliest";

        assertThat(StartQuery.read(headers(""), query)).contains(new StartPosition.Earliest());
        assertThat(RequestTarget.of("/p", query).query()).isEqualTo("a=%23");
    }

    @Test
    void aParameterIsReadHoweverManyComeBeforeIt() {
        assertThat(StartQuery.read(headers(""), "a=1&".repeat(1100) + "since=earliest"))
                .contains(new StartPosition.Earliest());
    }

    @Test
    void noQueryAsksForNothing() {
        assertThat(StartQuery.read(headers(""), null)).contains(new StartPosition.Unspecified());
        assertThat(StartQuery.read(headers(""), "")).contains(new StartPosition.Unspecified());
    }

    @Provide
    Arbitrary<String> ids() {
        Arbitrary<String> places = Combinators.combine(
                        Arbitraries.longs().greaterOrEqual(0),
                        Arbitraries.longs().greaterOrEqual(0))
                .as((sequence, offset) -> new EventId("k7f3q9zd0a", sequence, offset).toString());
        return Arbitraries.oneOf(places, Arbitraries.of("", "", "0", "latest", "k7f3q9zd0a.01.1"));
    }

    @Provide
    Arbitrary<String> starts() {
        return Arbitraries.oneOf(
                Arbitraries.of("", "earliest", "latest", "-1", "0", "2024-02-29T12:00:00+02:00", "yesterday", "&", "%"),
                Arbitraries.strings().ofMaxLength(20));
    }

    private static void add(List<String> query, String name, String value) {
        query.add(name + '=' + URLEncoder.encode(value, UTF_8));
    }

    private static HttpHeaders headers(String lastEventId) {
        HttpHeaders headers = new DefaultHttpHeaders();
        return lastEventId.isEmpty() ? headers : headers.set("Last-Event-ID", lastEventId);
    }
}
