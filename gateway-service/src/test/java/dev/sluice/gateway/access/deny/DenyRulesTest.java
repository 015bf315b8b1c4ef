package dev.sluice.gateway.access.deny;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sluice.model.access.AccessRecord.Deny;
import dev.sluice.model.access.AccessRecord.DenyType;
import java.net.InetAddress;
import java.util.HashMap;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DenyRulesTest {
    private final DenyRules rules = new DenyRules();

    @Test
    void withoutRulesNothingIsDenied() {
        assertThat(rules.isEmpty()).isTrue();
        assertThat(rules.denyAddress(address("192.0.2.1"))).isFalse();
    }

    @ParameterizedTest
    @CsvSource({
        "192.0.2.7, 192.0.2.7, true",
        "192.0.2.7, 192.0.2.8, false",
        "192.0.2.0/24, 192.0.2.255, true",
        "192.0.2.9/24, 192.0.2.1, true",
        "192.0.2.0/24, 192.0.3.0, false",
        "0.0.0.0/0, 255.255.255.255, true",
        "0.0.0.0/0, 2001:db8::1, false",
        "192.0.2.10-192.0.2.20, 192.0.2.10, true",
        "192.0.2.10-192.0.2.20, 192.0.2.20, true",
        "192.0.2.10-192.0.2.20, 192.0.2.21, false",
        "127.255.255.255-128.0.0.1, 128.0.0.0, true",
        "2001:db8::/32, 2001:db8:ffff::1, true",
        "2001:db8::/32, 2001:db9::, false",
        "::/0, 10.0.0.1, false",
        "7fff::-8000::5, 8000::5, true",
        "2001:db8::ffff:ffff:ffff:fff0-2001:db8:0:1::1, 2001:db8:0:1::, true",
        "::ffff:192.0.2.7, 192.0.2.7, true",
    })
    void anAddressIsDeniedThatIsInTheRange(String value, String client, boolean denied) {
        rules.put("1", ofAddresses(value, false));
        assertThat(rules.denyAddress(address(client))).isEqualTo(denied);

        rules.put("1", ofAddresses(value, true));
        assertThat(rules.denyAddress(address(client))).isEqualTo(!denied);
    }

    @Test
    void whatTwoRulesDenyIsDeniedUntilBothAreOff() {
        for (String id : new String[] {"1", "2"}) {
            rules.put(id, new Deny(1, 1, DenyType.APPLICATION, "app", false));
            rules.put("range-" + id, ofAddresses("192.0.2.0/24", false));
        }

        rules.remove("1");
        rules.remove("range-2");
        assertThat(rules.name(DenyType.APPLICATION, "app")).isTrue();
        assertThat(rules.name(DenyType.USER, "app")).isFalse();
        assertThat(rules.denyAddress(address("192.0.2.1"))).isTrue();

        rules.remove("2");
        rules.remove("range-1");
        rules.remove("never");
        assertThat(rules.name(DenyType.APPLICATION, "app")).isFalse();
        assertThat(rules.denyAddress(address("192.0.2.1"))).isFalse();
        assertThat(rules.isEmpty()).isTrue();
    }

    @Test
    void ofSeveralInvertedRulesEachHasToLetAnAddressIn() {
        rules.put("1", ofAddresses("10.0.0.0/8", true));
        rules.put("2", ofAddresses("10.1.0.0-10.2.255.255", true));

        assertThat(rules.denyAddress(address("10.1.0.1"))).isFalse();
        assertThat(rules.denyAddress(address("10.3.0.1"))).isTrue();
        rules.put("3", ofAddresses("192.168.0.0/16", true));
        assertThat(rules.denyAddress(address("10.1.0.1"))).isTrue();
        assertThat(rules.denyAddress(address("192.168.0.1"))).isTrue();
        rules.remove("3");
        rules.remove("2");
        assertThat(rules.denyAddress(address("10.3.0.1"))).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "nonsense",
                "",
                "10.0.0.0/33",
                "10.0.0.0/-1",
                "10.0.0.0/x",
                "10.0.0.2-10.0.0.1",
                "10.0.0.1-::1",
                "10.0.0.1-",
                "localhost"
            })
    void aValueThatIsNoAddressChangesNothing(String value) {
        rules.put("1", ofAddresses("192.0.2.7", false));

        assertThatThrownBy(() -> rules.put("1", ofAddresses(value, false)))
                .isInstanceOf(IllegalArgumentException.class);
        assertThat(rules.denyAddress(address("192.0.2.7"))).isTrue();
    }

    /** Against one rule after the other, over a small space in which ranges overlap, touch and repeat. */
    @Test
    void aThousandRulesDenyWhatOneAfterTheOtherDenies() {
        Random random = new Random(7);
        Map<String, int[]> plain = new HashMap<>();
        for (int i = 0; i < 3000; i++) {
            String id = "rule-" + random.nextInt(400);
            if (random.nextInt(3) == 0) {
                plain.remove(id);
                rules.remove(id);
            } else {
                int first = random.nextInt(256 * 256);
                int last = Math.min(first + random.nextInt(60), 256 * 256 - 1);
                plain.put(id, new int[] {first, last});
                rules.put(id, ofAddresses(text(first) + '-' + text(last), false));
            }
            int client = random.nextInt(256 * 256);
            boolean denied = plain.values().stream().anyMatch(range -> range[0] <= client && client <= range[1]);
            assertThat(rules.denyAddress(address(text(client))))
                    .as("%s after %d changes", text(client), i)
                    .isEqualTo(denied);
        }
    }

    private static String text(int number) {
        return "10.9." + number / 256 + '.' + number % 256;
    }

    private static Deny ofAddresses(String value, boolean inverted) {
        return new Deny(1, 1, DenyType.IP_RANGE, value, inverted);
    }

    private static InetAddress address(String text) {
        return InetAddress.ofLiteral(text);
    }
}
