package dev.sluice.publisher.identity.portal;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.publisher.identity.user.Account;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class InitialPasswordTest {
    @Test
    void behindAProxyNoAddressIsThisMachine() {
        assertThat(InitialPassword.mustBeChanged(new Account("admin", Set.of(), true), "127.0.0.1", true))
                .isTrue();
    }

    @ParameterizedTest
    @CsvSource({
        "127.0.0.1, false",
        "127.1.2.3, false",
        "::1, false",
        "0:0:0:0:0:0:0:1, false",
        "192.168.1.7, true",
        "2001:db8::1, true",
        "unknown, true",
        "'', true"
    })
    void itIsToBeChangedFromAnotherMachineAlone(String address, boolean expected) {
        assertThat(InitialPassword.mustBeChanged(new Account("admin", Set.of(), true), address, false))
                .isEqualTo(expected);
        assertThat(InitialPassword.mustBeChanged(new Account("admin", Set.of(), false), address, true))
                .isFalse();
    }
}
