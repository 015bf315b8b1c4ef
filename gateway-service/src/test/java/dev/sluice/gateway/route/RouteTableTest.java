package dev.sluice.gateway.route;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sluice.gateway.SampleApi;
import dev.sluice.gateway.route.RouteResult.Found;
import dev.sluice.gateway.route.RouteResult.Malformed;
import dev.sluice.gateway.route.RouteResult.Undeployed;
import dev.sluice.gateway.route.RouteResult.UnknownApi;
import dev.sluice.gateway.route.RouteResult.UnknownTopic;
import dev.sluice.model.api.ApiRecord;
import dev.sluice.model.api.Cors;
import dev.sluice.model.api.KeyType;
import dev.sluice.model.api.LifecycleState;
import dev.sluice.model.api.Transport;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RouteTableTest {

    @ParameterizedTest
    @CsvSource({
        "/observer/1.0.0/memory, /memory",
        "/observer/1.0.0/prices/ABC, /prices/{symbol}",
        "/observer/1.0.0/prices/ABC/deep, /prices/*",
        "/observer/1.0.0/prices, /*",
        "/observer/1.0.0/anything/else, /*",
        "/observer/1.0.0/, /*",
        "/observer/1.0.0, /*",
    })
    void aLiteralTopicIsTriedBeforeATemplateAndATemplateBeforeAWildcardTheLongerFirst(String path, String topic) {
        RouteTable table = table(SampleApi.of("a")
                .topic("/*")
                .topic("/prices/*")
                .topic("/prices/{symbol}")
                .topic("/memory")
                .version(1));

        assertThat(found(table, path).topic().target()).isEqualTo(topic);
    }

    @ParameterizedTest
    @CsvSource({
        "/memory/, /memory, /memory",
        "/prices/ABC/, /prices/{symbol}, /prices/ABC",
        "/news/a/, /news/*, /news/a/",
        "/news/, /news/*, /news/",
        "'', /, /",
        "/, /, /"
    })
    void oneSlashAtTheEndIsIgnoredButUnderAWildcard(String path, String topic, String backendPath) {
        RouteTable table = table(SampleApi.of("a")
                .topic("/memory")
                .topic("/prices/{symbol}")
                .topic("/news/*")
                .topic("/")
                .version(1));

        Found found = found(table, "/observer/1.0.0" + path);

        assertThat(found.topic().target()).isEqualTo(topic);
        assertThat(found.backendPath()).isEqualTo(backendPath);
        assertThat(found.target().path())
                .isEqualTo(topic.equals("/") ? "/observer/1.0.0" : "/observer/1.0.0" + backendPath);
        assertThat(table.route("/observer/1.0.0/memory//", null, Transport.HTTP))
                .isInstanceOf(UnknownTopic.class);
    }

    @Test
    void theVersionsOfAContextAreFoundNewestFirst() {
        RouteTable table = table(
                SampleApi.of("a")
                        .at("/observer", "/observer/1.0.0")
                        .topic("/memory")
                        .version(1),
                SampleApi.of("b")
                        .at("/observer", "/observer/2.0.0")
                        .topic("/memory")
                        .version(2),
                SampleApi.of("c")
                        .at("/observer", "/observer/3.0.0")
                        .topic("/memory")
                        .in(LifecycleState.RETIRED)
                        .version(3),
                SampleApi.of("d")
                        .at("/v/{version}/o", "/v/1/o")
                        .topic("/memory")
                        .version(4));

        assertThat(versions(table, "/observer/memory")).containsExactly("/observer/2.0.0", "/observer/1.0.0");
        assertThat(versions(table, "/observer")).hasSize(2);
        assertThat(versions(table, "/observer/9/memory")).hasSize(2);
        assertThat(versions(table, "/v/2/o/memory")).containsExactly("/v/1/o");
        assertThat(versions(table, "/observers/memory")).isEmpty();
        assertThat(versions(table, "/" + "/".repeat(5000))).isEmpty();
    }

    private static List<String> versions(RouteTable table, String path) {
        return table.versionsAt(path, Transport.HTTP).stream()
                .map(found -> found.api().basePath())
                .toList();
    }

    @Test
    void theLongestBasePathWins() {
        RouteTable table = table(
                SampleApi.of("short").at("/a", "/a").version(1),
                SampleApi.of("long").at("/a/b", "/a/b").version(2));

        assertThat(found(table, "/a/b/c").api().apiId()).isEqualTo("long");
        assertThat(found(table, "/a/bc").api().apiId()).isEqualTo("short");
    }

    @Test
    void aDefaultVersionIsFoundWithAndWithoutItsVersion() {
        RouteTable table = table(SampleApi.of("a").asDefaultVersion().version(1));

        assertThat(found(table, "/observer/1.0.0/memory").backendPath()).isEqualTo("/memory");
        assertThat(found(table, "/observer/memory").backendPath()).isEqualTo("/memory");
    }

    @Test
    void aVersionInsideTheContextIsWhereTheBasePathSays() {
        RouteTable table = table(SampleApi.of("a")
                .at("/v/{version}/observer", "/v/1.0.0/observer")
                .asDefaultVersion()
                .version(1));

        assertThat(found(table, "/v/1.0.0/observer/memory").backendPath()).isEqualTo("/memory");
        assertThat(found(table, "/v/observer/memory").backendPath()).isEqualTo("/memory");
    }

    @Test
    void aMappingNamesTheBackendsPath() {
        RouteTable table = table(SampleApi.of("a")
                .topic("/prices/{symbol}", "/v2/{symbol}/ticks", "Any")
                .topic("/news/*", "/feed/*", "Any")
                .version(1));

        assertThat(found(table, "/observer/1.0.0/prices/ABC").backendPath()).isEqualTo("/v2/ABC/ticks");
        assertThat(found(table, "/observer/1.0.0/news/a/b").backendPath()).isEqualTo("/feed/a/b");
    }

    @Test
    void pathsThatMeanTheSameAreOneChannel() {
        RouteTable table = table(SampleApi.of("a").topic("/caf%c3%a9/{x}").version(1));

        Found plain = found(table, "/observer/1.0.0/caf%C3%A9/abc", "b=2&a=1&since=earliest");
        Found encoded = found(table, "/%6fbserver/1.0.0/caf%c3%a9/%61bc", "last_event_id=x&a=1&b=2");

        assertThat(plain.channel(KeyType.PRODUCTION).key()).isEqualTo("a|Default|P|/caf%C3%A9/abc?a=1&b=2");
        assertThat(encoded.channel(KeyType.PRODUCTION)).isEqualTo(plain.channel(KeyType.PRODUCTION));
        assertThat(plain.channel(KeyType.SANDBOX)).isNotEqualTo(plain.channel(KeyType.PRODUCTION));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/observer/1.0.0/../secret",
                "/observer/1.0.0/%2e%2E/secret",
                "/observer/1.0.0/./memory",
                "/observer/1.0.0/a%2Fb",
                "/observer/1.0.0/a%5cb",
                "/observer/1.0.0/%zz",
                "/observer/1.0.0/%2",
                "observer",
                "*",
                "",
            })
    void aTargetThatTwoReadersCouldTakeDifferentlyIsMalformed(String path) {
        assertThat(table(SampleApi.of("a").version(1)).route(path, null, Transport.HTTP))
                .isInstanceOf(Malformed.class);
    }

    @Test
    void aKnownApiWithoutSuchATopicIsTold() {
        RouteTable table = table(SampleApi.of("a").topic("/memory").version(1));

        assertThat(table.route("/observer/1.0.0/other", null, Transport.HTTP)).isInstanceOf(UnknownTopic.class);
        assertThat(table.route("/observer/1.0.0/memory//", null, Transport.HTTP))
                .isInstanceOf(UnknownTopic.class);
        assertThat(table.route("/observer/2.0.0/memory", null, Transport.HTTP)).isInstanceOf(UnknownApi.class);
        assertThat(table.route("/observer/1.0.0x/memory", null, Transport.HTTP)).isInstanceOf(UnknownApi.class);
        assertThat(table.route("/", null, Transport.HTTP)).isInstanceOf(UnknownApi.class);
    }

    @Test
    void aRetiredApiAndOneNotOfferedOverHttpAreUnknownEvenWhereAnotherVersionWouldMatch() {
        RouteTable table = table(
                SampleApi.of("v2")
                        .at("/observer", "/observer/2.0.0")
                        .asDefaultVersion()
                        .version(1),
                SampleApi.of("v1").in(LifecycleState.RETIRED).version(2),
                SampleApi.of("tls").at("/tls", "/tls/1").over(Transport.HTTPS).version(3));

        assertThat(table.route("/observer/1.0.0/memory", null, Transport.HTTP)).isInstanceOf(UnknownApi.class);
        assertThat(table.route("/tls/1/memory", null, Transport.HTTP)).isInstanceOf(UnknownApi.class);
        assertThat(table.route("/tls/1/memory", null, Transport.HTTPS)).isInstanceOf(Found.class);
        assertThat(table.api("v1")).isPresent();
        assertThat(table.api("tls")).isPresent();
    }

    @Test
    void anUndeployedApiIsKnownUntilAnotherHasItsPath() {
        ApiRecord gone = SampleApi.of("gone").topic("/memory").version(3);
        ApiRecord retired = SampleApi.of("v1").in(LifecycleState.RETIRED).version(4);
        ApiRecord another = SampleApi.of("v2")
                .at("/observer", "/observer/2.0.0")
                .asDefaultVersion()
                .version(5);

        RouteTable alone = undeployed(gone);

        assertThat(alone.route("/observer/1.0.0/memory", null, Transport.HTTP))
                .isInstanceOfSatisfying(
                        Undeployed.class, found -> assertThat(found.was().api()).isEqualTo(gone));
        assertThat(alone.route("/observer/1.0.0/other", null, Transport.HTTP)).isInstanceOf(UnknownApi.class);
        assertThat(alone.api("gone")).isEmpty();
        assertThat(undeployed(gone, retired).route("/observer/1.0.0/memory", null, Transport.HTTP))
                .isInstanceOf(UnknownApi.class);
        assertThat(undeployed(gone, another).route("/observer/1.0.0/memory", null, Transport.HTTP))
                .isInstanceOf(Found.class);
        ApiRecord tls = SampleApi.of("tls").over(Transport.HTTPS).version(6);
        assertThat(undeployed(tls).route("/observer/1.0.0/memory", null, Transport.HTTP))
                .isInstanceOf(UnknownApi.class);
    }

    @Test
    void pagesAreAllowedByTheRulesOfAnyApiThatIsServed() {
        Cors rules = new Cors(true, List.of("https://*.example.com"), false, List.of(), List.of());
        RouteTable table = table(
                SampleApi.of("a").with(rules).version(1),
                SampleApi.of("b").at("/b", "/b/1").version(2));
        RouteTable retired =
                table(SampleApi.of("a").with(rules).in(LifecycleState.RETIRED).version(1));

        assertThat(table.allowsOrigin("https://app.example.com")).isTrue();
        assertThat(table.allowsOrigin("https://app.example.org")).isFalse();
        assertThat(retired.allowsOrigin("https://app.example.com")).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"/sluice/1", "/q/1", "/.well-known/1", "/%71/1", "no-slash", "/", "/a/"})
    void anApiCannotTakeAReservedPathOrNone(String basePath) {
        ApiRecord api = SampleApi.of("a").at("/x", basePath).version(1);

        assertThatThrownBy(() -> ApiRoutes.of(api)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void aReservedWordDeeperInAPathIsAnyWord() {
        RouteTable table = table(SampleApi.of("a").at("/x/q", "/x/q").version(1));

        assertThat(found(table, "/x/q/sluice").backendPath()).isEqualTo("/sluice");
    }

    @Test
    void ofTwoApisThatClaimOnePathTheLaterChangeIsServed() {
        RouteTable table = table(
                SampleApi.of("old").version(1),
                SampleApi.of("new").version(9),
                SampleApi.of("mid").version(5));

        assertThat(found(table, "/observer/1.0.0/x").api().apiId()).isEqualTo("new");
    }

    private static RouteTable undeployed(ApiRecord gone, ApiRecord... apis) {
        return RouteTable.of(Arrays.stream(apis).map(ApiRoutes::of).toList(), List.of(ApiRoutes.of(gone)), Set.of());
    }

    private static RouteTable table(ApiRecord... apis) {
        return RouteTable.of(Arrays.stream(apis).map(ApiRoutes::of).toList());
    }

    private static Found found(RouteTable table, String path) {
        return (Found) table.route(path, null, Transport.HTTP);
    }

    private static Found found(RouteTable table, String path, String query) {
        return (Found) table.route(path, query, Transport.HTTP);
    }
}
