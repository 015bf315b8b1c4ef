package dev.sluice.benchmark;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OptionsTest {
    private static final List<String> KNOWN = List.of("fanout", "idle");

    @Test
    void withoutArgumentsEverythingIsMeasured() {
        Options options = Options.parse(List.of(), KNOWN);

        assertThat(options.scenarios()).isEqualTo(KNOWN);
        assertThat(options.measured()).isEqualTo(Duration.ofSeconds(10));
    }

    @Test
    void scenariosRunInTheOrderInWhichTheyAreNamed() {
        Options options = Options.parse(
                List.of(
                        "idle",
                        "--warm-up",
                        "3",
                        "fanout",
                        "--seconds",
                        "5",
                        "--rounds",
                        "3",
                        "--jvm",
                        "-Xmx1g  -Xmn16m"),
                KNOWN);

        assertThat(options)
                .isEqualTo(new Options(
                        List.of("idle", "fanout"),
                        Duration.ofSeconds(3),
                        Duration.ofSeconds(5),
                        List.of("-Xmx1g", "-Xmn16m"),
                        3));
    }

    @ParameterizedTest
    @CsvSource({
        "replay, 'no scenario ''replay''; there are fanout, idle'",
        "--fast, bench has no option '--fast'",
        "--seconds, --seconds needs a value",
        "--seconds 0, '--seconds takes 1 to 600 seconds, was ''0'''",
        "--warm-up 601, '--warm-up takes 1 to 600 seconds, was ''601'''",
        "--rounds 21, '--rounds takes 1 to 20 rounds, was ''21'''",
        "--seconds x, '--seconds takes 1 to 600 seconds, was ''x'''",
    })
    void aWrongCommandLineIsToldAsSuch(String arguments, String reason) {
        assertThatThrownBy(() -> Options.parse(List.of(arguments.split(" ")), KNOWN))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(reason);
    }

    @Test
    void everyScenarioIsFoundByItsName() {
        assertThat(Scenarios.names())
                .doesNotHaveDuplicates()
                .allSatisfy(name -> assertThat(Scenarios.named(name).name()).isEqualTo(name));
    }
}
