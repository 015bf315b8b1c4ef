package dev.sluice.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The README's tutorial: its commands are run in one shell, and print what is shown below them. */
final class Tutorial {
    private static final Pattern STEP = Pattern.compile("```sh\n(.*?)```\n(?:```\n(.*?)```\n)?", Pattern.DOTALL);
    private static final String MARK = "=== step ";
    private static final int MAX_SECONDS = 90;

    private final List<Step> steps;

    private Tutorial(List<Step> steps) {
        this.steps = steps;
    }

    /** @param output what the README shows; empty when it shows nothing */
    private record Step(String commands, String output) {}

    static String readme() throws IOException {
        return Files.readString(LocalSystem.home().resolve("README.md"));
    }

    static Tutorial read() throws IOException {
        String readme = readme();
        int begin = readme.indexOf("## The tutorial");
        String text = readme.substring(begin, readme.indexOf("\n## ", begin));
        List<Step> steps = new ArrayList<>();
        for (Matcher step = STEP.matcher(text); step.find(); ) {
            steps.add(new Step(step.group(1), step.group(2) == null ? "" : step.group(2)));
        }
        assertThat(steps).hasSizeGreaterThanOrEqualTo(8);
        return new Tutorial(steps);
    }

    /**
     * Runs all of it.
     *
     * @param adapted the commands as they are for the system under test
     */
    void assertPrintsWhatItSays(Path folder, UnaryOperator<String> adapted) throws IOException, InterruptedException {
        List<String> printed = run(folder, adapted);
        for (int i = 0; i < steps.size(); i++) {
            assertThat(shape(printed.get(i)))
                    .as("what step %d prints: %s", i, steps.get(i).commands())
                    .isEqualTo(shape(steps.get(i).output()));
        }
    }

    private List<String> run(Path folder, UnaryOperator<String> adapted) throws IOException, InterruptedException {
        StringBuilder script = new StringBuilder();
        for (Step step : steps) {
            script.append("echo; echo '").append(MARK).append("'\n").append(step.commands());
        }
        Path file = Files.writeString(folder.resolve("tutorial.sh"), adapted.apply(script.toString()));
        Path output = folder.resolve("output.txt");
        Process shell = new ProcessBuilder("bash", file.toString())
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectOutput(output.toFile())
                .start();
        boolean ended = shell.waitFor(MAX_SECONDS, TimeUnit.SECONDS);
        shell.descendants().forEach(ProcessHandle::destroyForcibly);
        shell.destroyForcibly();
        String all = Files.readString(output);
        assertThat(ended).as("ended within %d s:%n%s", MAX_SECONDS, all).isTrue();
        String[] parts = all.split(Pattern.quote(MARK) + "\n", -1);
        assertThat(parts).hasSize(steps.size() + 1);
        return List.of(parts).subList(1, parts.length);
    }

    /** What stays the same from run to run: ids, times and large numbers do not; nor do line ends matter. */
    private static String shape(String text) {
        return text.replace("\r", "")
                .replaceAll("[0-9a-z]{10}\\.[0-9a-z]+\\.[0-9a-z]+", "<id>")
                .replaceAll("\\d{4}-\\d{2}-\\d{2}T[0-9:.]+Z", "<time>")
                .replaceAll("\\d{4,}", "<number>")
                .strip();
    }
}
