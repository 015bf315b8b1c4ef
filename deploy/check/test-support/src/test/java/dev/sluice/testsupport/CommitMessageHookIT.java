package dev.sluice.testsupport;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The hook that CONTRIBUTING.md says how to switch on, with the examples that stand there. */
class CommitMessageHookIT {
    private static final Path ROOT = Path.of("../../..");
    private static final int PATIENCE_SECONDS = 20;

    @TempDir
    private Path folder;

    private static List<String> examples(String from, String to) throws IOException {
        String text = Files.readString(ROOT.resolve("CONTRIBUTING.md"));
        int start = text.indexOf(from);
        int end = to.isEmpty() ? text.length() : text.indexOf(to, start);
        return text.substring(start, end)
                .lines()
                .filter(line -> line.startsWith("- `"))
                .map(line -> line.substring(3, line.indexOf('`', 3)))
                .toList();
    }

    static Stream<String> good() throws IOException {
        return examples("\nGood:", "\nBad:").stream();
    }

    static Stream<String> bad() throws IOException {
        return examples("\nBad:", "").stream();
    }

    @Test
    void threeGoodAndThreeBadExamplesAreGiven() {
        assertThat(ROOT.resolve(".githooks/commit-msg")).isExecutable();
        assertThat(Stream.of("\nGood:", "\nBad:"))
                .allSatisfy(part -> assertThat(examples(part, part.equals("\nGood:") ? "\nBad:" : ""))
                        .hasSize(3));
    }

    @ParameterizedTest
    @MethodSource("good")
    @ValueSource(
            strings = {
                "gateway: pass over a frame\n\nIt was sent before.",
                "relay: bring the feed's claim forward",
                "docs: say what the hook refuses\n# Please enter the commit message",
                "fixup! gateway: pass over a frame",
                "Merge branch 'words'",
                "portal: count each umlaut ä, ö and ü once, also where there are 72 of it"
            })
    void aSubjectThatSaysWhatItDoesIsTaken(String message) throws Exception {
        assertThat(refusal(message)).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("bad")
    @ValueSource(
            strings = {
                "rename the tail",
                "Gateway: rename the tail",
                "gateway:rename the tail",
                "gateway: Rename the tail",
                "gateway: rename the tail.",
                "gateway: renamed the tail",
                "gateway: renaming the tail",
                "gateway: what the tail reads",
                "gateway: rename the tail, so that its subject gets longer than is read at a glance",
                "gateway: rename the tail\nwith a body that follows at once"
            })
    void anotherSubjectIsRefusedWithTheRule(String message) throws Exception {
        assertThat(refusal(message)).startsWith("commit-msg: ");
    }

    /** Empty = it is taken. */
    private String refusal(String message) throws IOException, InterruptedException {
        Path file = Files.writeString(folder.resolve("COMMIT_EDITMSG"), message + "\n");
        Process hook = new ProcessBuilder(ROOT.resolve(".githooks/commit-msg").toString(), file.toString())
                .redirectErrorStream(true)
                .start();
        String said = new String(hook.getInputStream().readAllBytes());
        assertThat(hook.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)).isTrue();
        assertThat(hook.exitValue()).isEqualTo(said.isEmpty() ? 0 : 1);
        return said;
    }
}
