package dev.sluice.gateway.request;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.netty.handler.codec.http.DefaultHttpHeaders;
import io.netty.handler.codec.http.HttpHeaders;
import java.net.InetAddress;
import java.util.Arrays;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TrustedProxiesTest {
    private static final String PROXY = "10.1.2.3";
    private static final TrustedProxies X_FORWARDED_FOR = proxies(ProxyHeader.X_FORWARDED_FOR);
    private static final TrustedProxies FORWARDED = proxies(ProxyHeader.FORWARDED);

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "203.0.113.7; 203.0.113.7",
                "198.51.100.1, 203.0.113.7; 203.0.113.7",
                "203.0.113.7, 10.9.9.9; 203.0.113.7",
                "203.0.113.7, 10.9.9.9, fd00::5; 203.0.113.7",
                "203.0.113.7:4711; 203.0.113.7",
                "[2001:db8::1]:443; 2001:db8::1",
                "2001:db8::1; 2001:db8::1",
                "203.0.113.7, unknown; 10.1.2.3",
                "203.0.113.7, _hidden, 10.9.9.9; 10.9.9.9",
                "10.0.0.1, 10.0.0.2; 10.0.0.1",
                "''; 10.1.2.3"
            })
    void theLastAddressThatIsNoProxyIsTheClients(String header, String client) {
        assertThat(clientOf(X_FORWARDED_FOR, PROXY, "X-Forwarded-For", header)).isEqualTo(address(client));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '!',
            value = {
                "for=203.0.113.7!203.0.113.7",
                "for=198.51.100.1, For=\"203.0.113.7:80\";proto=https!203.0.113.7",
                "proto=http;for=\"[2001:db8::1]:80\"!2001:db8::1",
                "for=203.0.113.7, by=10.1.1.1!10.1.2.3",
                "for=203.0.113.7;host=\"x,for=198.51.100.1\"!203.0.113.7",
                "for=203.0.113.7;host=\"x\\\",for=198.51.100.1;y\";proto=http!203.0.113.7",
                "host=\"x;for=198.51.100.1\";for=203.0.113.7!203.0.113.7",
                "host=\"x;for=198.51.100.1\"!10.1.2.3",
                "for=\", for=203.0.113.7!203.0.113.7",
                "for=198.51.100.1;host=\"x, for=203.0.113.7!203.0.113.7"
            })
    void theStandardHeaderIsReadInItsOwnForm(String header, String client) {
        assertThat(clientOf(FORWARDED, PROXY, "Forwarded", header)).isEqualTo(address(client));
    }

    @Test
    void aPeerThatIsNoTrustedProxyIsTheClientWhateverItSays() {
        assertThat(clientOf(X_FORWARDED_FOR, "203.0.113.9", "X-Forwarded-For", "198.51.100.1"))
                .isEqualTo(address("203.0.113.9"));
        assertThat(clientOf(TrustedProxies.NONE, PROXY, "X-Forwarded-For", "198.51.100.1"))
                .isEqualTo(address(PROXY));
    }

    @Test
    void theHeaderThatTheProxiesDoNotWriteIsNotBelieved() {
        assertThat(clientOf(X_FORWARDED_FOR, PROXY, "Forwarded", "for=198.51.100.1"))
                .isEqualTo(address(PROXY));
        assertThat(clientOf(FORWARDED, PROXY, "X-Forwarded-For", "198.51.100.1"))
                .isEqualTo(address(PROXY));
    }

    @Test
    void severalLinesAreOneList() {
        HttpHeaders headers = new DefaultHttpHeaders()
                .add("X-Forwarded-For", "198.51.100.1")
                .add("X-Forwarded-For", "203.0.113.7, 10.0.0.1");

        assertThat(X_FORWARDED_FOR.clientOf(address(PROXY), headers)).isEqualTo(address("203.0.113.7"));
    }

    @Test
    void aProxyThatNamesItsClientBeforeTheFirstRequestIsBelievedInNothingElse() {
        TrustedProxies proxies = new TrustedProxies(
                List.of(Cidr.of("10.0.0.0/8")), ProxyHeader.X_FORWARDED_FOR, List.of(Cidr.of("172.16.0.1")));

        assertThat(proxies.speakProxyProtocol(address("172.16.0.1"))).isTrue();
        assertThat(proxies.speakProxyProtocol(address("172.16.0.2"))).isFalse();
        assertThat(proxies.speakProxyProtocol(address(PROXY))).isFalse();
        assertThat(proxies.trusts(address("172.16.0.1"))).isFalse();
    }

    @Property
    void aNetworkHasTheAddressesThatBeginWithItsBitsAndNoOthers(
            @ForAll @Size(4) byte[] bytes,
            @ForAll @IntRange(max = 32) int bits,
            @ForAll @IntRange(max = 31) int flipped)
            throws Exception {
        byte[] other = Arrays.copyOf(bytes, 4);
        other[flipped / 8] ^= (byte) (0x80 >>> (flipped % 8));
        Cidr network = new Cidr(InetAddress.getByAddress(bytes), bits);

        assertThat(network.contains(InetAddress.getByAddress(bytes))).isTrue();
        assertThat(network.contains(InetAddress.getByAddress(other))).isEqualTo(flipped >= bits);
    }

    @Test
    void anAddressOfOneKindIsInNoNetworkOfTheOther() {
        assertThat(Cidr.of("0.0.0.0/0").contains(address("::1"))).isFalse();
        assertThat(Cidr.of("::/0").contains(address("127.0.0.1"))).isFalse();
    }

    @Test
    void neighboursInOneNetworkOfIpv6AreOneSite() {
        assertThat(Cidr.siteOf(address("2001:db8:0:1::5"))).isEqualTo(Cidr.siteOf(address("2001:db8:0:1:f::1")));
        assertThat(Cidr.siteOf(address("2001:db8:0:1::5"))).isNotEqualTo(Cidr.siteOf(address("2001:db8:0:2::5")));
        assertThat(Cidr.siteOf(address("10.0.0.1"))).isNotEqualTo(Cidr.siteOf(address("10.0.0.2")));
    }

    @ParameterizedTest
    @ValueSource(strings = {"10.0.0.0/33", "::/129", "example.com/8", "10.0.0.0/", "10.0.0.0/-1", "10.0.0.0/a", ""})
    void whatIsNoNetworkIsRefused(String text) {
        assertThatThrownBy(() -> Cidr.of(text)).isInstanceOf(IllegalArgumentException.class);
    }

    private static InetAddress clientOf(TrustedProxies proxies, String peer, String name, String value) {
        return proxies.clientOf(address(peer), new DefaultHttpHeaders().add(name, value));
    }

    private static TrustedProxies proxies(ProxyHeader header) {
        return new TrustedProxies(List.of(Cidr.of("10.0.0.0/8"), Cidr.of("fd00::/8")), header, List.of());
    }

    private static InetAddress address(String text) {
        return InetAddress.ofLiteral(text);
    }
}
