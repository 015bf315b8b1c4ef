package dev.sluice.local;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CommandLineTest {
    private static final Path DEFAULT = Path.of("/project/.sluice");

    private static Command parse(String... words) {
        return CommandLine.parse(List.of(words), DEFAULT);
    }

    @Test
    void upWithoutOptionsRunsOneNodeWithTheSampleOverTheDefaultData() {
        assertThat(parse("up")).isEqualTo(new Command.Up(DEFAULT, 1, new Ports(0), new Settings(Map.of()), true));
    }

    @Test
    void everyOptionOfUpIsTakenWithABlankOrAnEqualsSign() {
        Command command = parse(
                "up",
                "--nodes",
                "2",
                "--data=/tmp/d",
                "--port-offset",
                "1000",
                "--no-sample",
                "--no-build",
                "--set",
                "sluice.relay.demand.linger=5s",
                "--set=sluice.kafka.shards=4");

        assertThat(command)
                .isEqualTo(new Command.Up(
                        Path.of("/tmp/d"),
                        2,
                        new Ports(1000),
                        new Settings(Map.of("sluice.relay.demand.linger", "5s", "sluice.kafka.shards", "4")),
                        false));
    }

    @Test
    void statusAndCleanTakeTheSameDataAndPortOffset() {
        assertThat(parse("status", "--json", "--data", "/tmp/d", "--port-offset", "7"))
                .isEqualTo(new Command.Status(Path.of("/tmp/d"), true));
        assertThat(parse("clean", "--data", "/tmp/d", "--port-offset", "7"))
                .isEqualTo(new Command.Clean(Path.of("/tmp/d")));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "down | up, status or clean, was 'down'",
                "up --nodes 3 | --nodes must be 1 or 2, was 3",
                "up --nodes | --nodes needs a value",
                "up --nodes two | --nodes needs a number, was 'two'",
                "up --port-offset -1 | port offset must be 0..",
                "up --json | up has no option '--json'",
                "up --no-sample=yes | --no-sample takes no value",
                "up --set nodes=2 | --set takes sluice.",
                "clean --nodes 2 | clean has no option '--nodes'",
            })
    void aWrongCommandLineIsRefusedInWords(String words, String reason) {
        assertThat(parse(words.split(" ")))
                .isInstanceOfSatisfying(
                        Command.Wrong.class, wrong -> assertThat(wrong.reason()).contains(reason));
    }

    @Test
    void aSettingGoesToTheServiceWhosePrefixItCarriesAndASharedOneToAll() {
        Settings settings = new Settings(Map.of(
                "sluice.gateway.stream.verdict-timeout", "1s", "sluice.kafka.shards", "4", "sluice.relay.a.b", "x"));

        assertThat(settings.of("gateway"))
                .containsOnlyKeys("sluice.gateway.stream.verdict-timeout", "sluice.kafka.shards");
        assertThat(settings.of("relay")).containsOnlyKeys("sluice.relay.a.b", "sluice.kafka.shards");
        assertThat(settings.of("publisher")).containsOnlyKeys("sluice.kafka.shards");
    }
}
