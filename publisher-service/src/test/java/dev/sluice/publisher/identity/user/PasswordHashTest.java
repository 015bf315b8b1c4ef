package dev.sluice.publisher.identity.user;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class PasswordHashTest {
    @Test
    void aPasswordMatchesItsOwnHashOnly() {
        String hash = PasswordHash.of("pässword");

        assertThat(hash).startsWith("$argon2id$v=19$");
        assertThat(PasswordHash.matches("pässword", hash)).isTrue();
        assertThat(PasswordHash.matches("password", hash)).isFalse();
    }

    @Test
    void aHashOfTheReferenceImplementationIsUnderstood() {
        // test vector of the reference implementation: version 19, 64 MiB, two passes, salt "somesalt"
        assertThat(PasswordHash.matches(
                        "password",
                        "$argon2id$v=19$m=65536,t=2,p=1$c29tZXNhbHQ$CTFhFdXPJO1aFaMaO6Mm5c8y7cJHAph8ArZWb2GRPPc"))
                .isTrue();
    }

    @Test
    void aProvenPasswordIsProvenForItsHashOnly() {
        ProvenPasswords proven = new ProvenPasswords();
        String hash = PasswordHash.of("one");

        assertThat(proven.matches("one", hash)).isTrue();
        assertThat(proven.matches("one", hash)).isTrue();
        assertThat(proven.matches("one", PasswordHash.of("two"))).isFalse();
        assertThat(proven.matches("two", hash)).isFalse();
    }
}
