package dev.sluice.publisher.api.lifecycle;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.model.api.LifecycleState;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What each move means for clients: docs/contract.md, 10, and the table of WSO2's states. */
class LifecycleEffectTest {
    @ParameterizedTest
    @CsvSource({
        "CREATED,PUBLISHED,OPENS,true",
        "CREATED,PROTOTYPED,OPENS,true",
        "PROTOTYPED,PUBLISHED,NONE,false",
        "PROTOTYPED,PROTOTYPED,NONE,false",
        "PROTOTYPED,CREATED,WITHDRAWS,true",
        "PUBLISHED,PUBLISHED,NONE,false",
        "PUBLISHED,PROTOTYPED,NONE,false",
        "PUBLISHED,CREATED,WITHDRAWS,true",
        "PUBLISHED,BLOCKED,BLOCKS,true",
        "PUBLISHED,DEPRECATED,KEEPS_SUBSCRIBERS,false",
        "BLOCKED,PUBLISHED,OPENS,true",
        "BLOCKED,DEPRECATED,OPENS_TO_SUBSCRIBERS,true",
        "DEPRECATED,RETIRED,RETIRES,true"
    })
    void eachMoveHasItsOwn(LifecycleState from, LifecycleState to, LifecycleEffect effect, boolean touchesStreams) {
        assertThat(LifecycleEffect.of(from, to)).isEqualTo(effect);
        assertThat(effect.touchesStreams()).isEqualTo(touchesStreams);
    }
}
