package dev.sluice.publisher.web.rest;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EntityTagsTest {
    private static final String TAG = EntityTags.of(7);

    @ParameterizedTest
    @ValueSource(strings = {"\"7\"", "\"6\", \"7\"", "*", ""})
    void aChangeIsPermittedToWhoHasThisEdition(String ifMatch) {
        assertThat(EntityTags.permits(ifMatch, TAG)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"\"6\"", "7", "W/\"7\"", "\"77\""})
    void aChangeIsNotPermittedToAnybodyElse(String ifMatch) {
        assertThat(EntityTags.permits(ifMatch, TAG)).isFalse();
    }

    @Test
    void whoSaysNothingMayChange() {
        assertThat(EntityTags.permits(null, TAG)).isTrue();
    }

    @Test
    void whatIsKnownIsComparedWeakly() {
        assertThat(EntityTags.isKnown("W/\"7\"", TAG)).isTrue();
        assertThat(EntityTags.isKnown("\"6\", \"7\"", TAG)).isTrue();
        assertThat(EntityTags.isKnown("\"6\"", TAG)).isFalse();
        assertThat(EntityTags.isKnown(null, TAG)).isFalse();
    }
}
