package dev.sluice.outbound;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.InetAddress;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PrivatePlaceTest {
    @ParameterizedTest
    @CsvSource({
        "10.1.0.0/16, 10.1.255.255, true",
        "10.1.0.0/16, 10.2.0.0, false",
        "10.1.0.0/16, ::1, false",
        "127.0.0.1/32, 127.0.0.1, true",
        "127.0.0.1/32, ::ffff:127.0.0.1, true",
        "127.0.0.1/32, 127.0.0.2, false",
        "192.168.64.0/18, 192.168.127.1, true",
        "192.168.64.0/18, 192.168.128.1, false",
        "0.0.0.0/0, 10.0.0.1, true",
        "0.0.0.0/0, fd12::1, false",
        "fd12:3456::/32, fd12:3456:1::2, true",
        "fd12:3456::/32, fd12:3457::2, false"
    })
    void aNetworkCoversItsAddresses(String network, String address, boolean expected) {
        OutboundPolicy policy = OutboundPolicy.of(false, List.of(network));

        assertThat(policy.allows("any.example", InetAddress.ofLiteral(address))).isEqualTo(expected);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"169.254.169.254", "224.0.0.1", "0.0.0.0", "fe80::1", "::", "fd00:ec2::254", "64:ff9b::a00:1"})
    void whatIsNeverAllowedIsNotByAListEither(String address) {
        OutboundPolicy policy =
                OutboundPolicy.of(true, List.of("0.0.0.0/0", "::/0", "169.254.0.0/16", "fd00::/8", ".example"));

        assertThat(policy.allows("any.example", InetAddress.ofLiteral(address))).isFalse();
    }

    @ParameterizedTest
    @CsvSource({
        "a.corp.example, true",
        "a.b.CORP.example, true",
        "a.corp.example., true",
        "corp.example, false",
        "acorp.example, false",
        "a.corp.example.com, false"
    })
    void aSuffixCoversTheNamesBelowIt(String host, boolean expected) {
        OutboundPolicy policy = OutboundPolicy.of(false, List.of(" .corp.example "));

        assertThat(policy.allows(host, InetAddress.ofLiteral("127.0.0.1"))).isEqualTo(expected);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "10.0.0.1",
                "corp.example",
                "10.0.0.0/33",
                "10.0.0.0/-1",
                "10.0.0.0/x",
                "10.0.0.1/8",
                "10.1/16",
                "name.example/8",
                "fd12::1/32",
                ".",
                "..a",
                ".a_b",
                "*.corp.example"
            })
    void anEntryThatIsNeitherIsNamed(String entry) {
        assertThatThrownBy(() -> OutboundPolicy.of(false, List.of(entry)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("outbound.allow")
                .hasMessageContaining(entry);
    }
}
