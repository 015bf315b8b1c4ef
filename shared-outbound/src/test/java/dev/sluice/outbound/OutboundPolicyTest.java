package dev.sluice.outbound;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OutboundPolicyTest {
    private static final OutboundPolicy STRICT = OutboundPolicy.of(false, List.of());
    private static final OutboundPolicy INSIDE = OutboundPolicy.of(true, List.of());

    @ParameterizedTest
    @ValueSource(strings = {"8.8.8.8", "172.15.0.1", "172.32.0.1", "100.128.0.1", "2606:4700::1111", "::ffff:8.8.8.8"})
    void publicAddressesAreAllowed(String address) {
        assertThat(STRICT.allows(address, InetAddress.ofLiteral(address))).isTrue();
        assertThat(INSIDE.allows(address, InetAddress.ofLiteral(address))).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "127.0.0.1",
                "10.1.2.3",
                "172.16.0.1",
                "172.31.255.255",
                "192.168.1.1",
                "100.64.0.1",
                "198.18.0.1",
                "::1",
                "fd12:3456::1"
            })
    void privateAddressesAreAllowedOnlyWhereTheInstallationSaysSo(String address) {
        assertThat(STRICT.allows(address, InetAddress.ofLiteral(address))).isFalse();
        assertThat(INSIDE.allows(address, InetAddress.ofLiteral(address))).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "0.0.0.0",
                "169.254.169.254",
                "192.0.0.1",
                "192.0.2.1",
                "198.51.100.1",
                "203.0.113.1",
                "224.0.0.1",
                "255.255.255.255",
                "::",
                "fe80::1",
                "ff02::1",
                "64:ff9b::7f00:1",
                "2002:7f00:1::",
                "2001::1",
                "2001:db8::1",
                "100::1",
                "fd00:ec2::254",
                "::7f00:1"
            })
    void metadataMulticastAndReservedAddressesNeverAre(String address) {
        assertThat(STRICT.allows(address, InetAddress.ofLiteral(address))).isFalse();
        assertThat(INSIDE.allows(address, InetAddress.ofLiteral(address))).isFalse();
    }

    @Test
    void anIpv4AddressInIpv6ClothesIsJudgedByWhatIsInside() throws UnknownHostException {
        byte[] mapped = new byte[16];
        mapped[10] = (byte) 0xff;
        mapped[11] = (byte) 0xff;
        mapped[12] = 127;
        mapped[15] = 1;

        // The other ways to make one take the clothes off.
        InetAddress inside = Inet6Address.getByAddress(null, mapped, 0);

        assertThat(inside.getAddress()).hasSize(16);
        assertThat(STRICT.allows("a.example", inside)).isFalse();
        assertThat(INSIDE.allows("a.example", inside)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://127.0.0.1:8080/",
                "http://[::1]/",
                "http://[::ffff:7f00:1]/",
                "http://10.0.0.1/",
                "http://localhost:8080/",
                "http://LOCALHOST./",
                "http://a.localhost/"
            })
    void aPlaceIsForbiddenByItsTextAlone(String url) {
        assertThat(STRICT.forbids(URI.create(url))).isTrue();
        assertThat(INSIDE.forbids(URI.create(url))).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://0.0.0.0/",
                "http://[::]/",
                "http://[::ffff:169.254.169.254]/",
                "http://[64:ff9b::7f00:1]/",
                "http://[fe80::1%25lo]/",
                "http://[fd00:ec2::254]/",
                "http://169.254.169.254/latest/meta-data/"
            })
    void whatIsNeverAllowedIsForbiddenEverywhere(String url) {
        assertThat(STRICT.forbids(URI.create(url))).isTrue();
        assertThat(INSIDE.forbids(URI.create(url))).isTrue();
    }

    @Test
    void aNameIsAskedForWhenItIsConnectedTo() {
        assertThat(STRICT.forbids(URI.create("http://inside.example/"))).isFalse();
        assertThat(STRICT.forbids(URI.create("http://8.8.8.8/"))).isFalse();
    }
}
