package dev.sluice.model.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.net.Inet6Address;
import java.net.InetAddress;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class IpRangeTest {
    @ParameterizedTest
    @CsvSource({
        "192.0.2.1,         192.0.2.1,       true",
        "192.0.2.1,         192.0.2.2,       false",
        "192.0.2.0/24,      192.0.2.255,     true",
        "192.0.2.77/24,     192.0.2.0,       true",
        "192.0.2.0/24,      192.0.3.0,       false",
        "192.0.2.128/25,    192.0.2.127,     false",
        "0.0.0.0/0,         255.255.255.255, true",
        "0.0.0.0/0,         2001:db8::1,     false",
        "::/0,              192.0.2.1,       false",
        "2001:db8::/32,     2001:db8:ffff::, true",
        "2001:db8::/32,     2001:db9::,      false",
        "2001:DB8::1,       2001:db8:0::1,   true",
        "::ffff:192.0.2.1,  192.0.2.1,       true",
        "::ffff:192.0.2.0/120, 192.0.2.9,    true",
    })
    void itHoldsTheAddressesOfItsNetwork(String range, String address, boolean isIn) {
        assertThat(IpRange.of(range).contains(InetAddress.ofLiteral(address))).isEqualTo(isIn);
    }

    /** As some sockets show the address of a client that came over IPv4. */
    @Test
    void anIpv4AddressThatComesAsIpv6IsTheIpv4One() throws Exception {
        byte[] mapped = new byte[16];
        mapped[10] = -1;
        mapped[11] = -1;
        mapped[12] = 10;
        mapped[15] = 7;

        assertThat(IpRange.of("10.0.0.0/8").contains(Inet6Address.getByAddress(null, mapped, -1)))
                .isTrue();
        assertThat(IpRange.of("::/0").contains(Inet6Address.getByAddress(null, mapped, -1)))
                .isFalse();
    }

    @Test
    void itMayBeginAndEndAnywhere() {
        IpRange range = new IpRange(IpRange.address("10.0.0.250"), IpRange.address("10.0.1.5"));

        assertThat(range.contains(InetAddress.ofLiteral("10.0.0.249"))).isFalse();
        assertThat(range.contains(InetAddress.ofLiteral("10.0.0.250"))).isTrue();
        assertThat(range.contains(InetAddress.ofLiteral("10.0.1.5"))).isTrue();
        assertThat(range.contains(InetAddress.ofLiteral("10.0.1.6"))).isFalse();
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new IpRange(IpRange.address("10.0.0.2"), IpRange.address("10.0.0.1")));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new IpRange(IpRange.address("10.0.0.2"), IpRange.address("::1")));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "localhost",
                "example.com",
                "10",
                "10.1",
                "10.1.2",
                "10.0.0.256",
                "010.0.0.1",
                "0x0a.0.0.1",
                "10.0.0.1.",
                "1.2.3.4.5",
                "10.0.0.0/",
                "10.0.0.0/33",
                "10.0.0.0/-1",
                "10.0.0.0/+8",
                "10.0.0.0/08",
                "10.0.0.0/8/8",
                "10.0.0.0 /8",
                "::1/129",
                "fe80::1%eth0",
                "fe80::1%1",
                "[::1]",
                ":::",
                "2001:db8",
                "::ffff:10.0.0.0/95",
                "10.0.0.1-10.0.0.2",
                "10.0.0.1:80",
                "\u0661.1.1.1"
            })
    void whatIsNoAddressOrNetworkIsRefused(String text) {
        assertThatIllegalArgumentException().isThrownBy(() -> IpRange.of(text));
    }
}
