package dev.sluice.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The README's tutorial, word for word: its commands are run in one shell, and print what is shown below them. */
class ReadmeIT {
    private static final Pattern STEP = Pattern.compile("```sh\n(.*?)```\n(?:```\n(.*?)```\n)?", Pattern.DOTALL);
    private static final Pattern PORT = Pattern.compile("(?<=localhost:)(8080|8243|8280|9443)");
    private static final String MARK = "=== step ";
    private static final int MAX_SECONDS = 90;

    private final LocalSystem system = LocalSystem.shared();

    /** @param output what the README shows; empty when it shows nothing */
    private record Step(String commands, String output) {}

    @Test
    void theTutorialPrintsWhatItSays(@TempDir Path folder) throws IOException, InterruptedException {
        // Given
        List<Step> steps = steps();
        assertThat(steps).hasSizeGreaterThanOrEqualTo(8);

        // When
        List<String> printed = run(steps, folder);

        // Then
        for (int i = 0; i < steps.size(); i++) {
            assertThat(shape(printed.get(i)))
                    .as("what step %d prints: %s", i, steps.get(i).commands())
                    .isEqualTo(shape(steps.get(i).output()));
        }
    }

    private static List<Step> steps() throws IOException {
        String readme = Files.readString(LocalSystem.home().resolve("README.md"));
        int begin = readme.indexOf("## The tutorial");
        String tutorial = readme.substring(begin, readme.indexOf("\n## ", begin));
        List<Step> steps = new ArrayList<>();
        for (Matcher step = STEP.matcher(tutorial); step.find(); ) {
            steps.add(new Step(step.group(1), step.group(2) == null ? "" : step.group(2)));
        }
        return steps;
    }

    private List<String> run(List<Step> steps, Path folder) throws IOException, InterruptedException {
        StringBuilder script = new StringBuilder();
        for (Step step : steps) {
            script.append("echo; echo '").append(MARK).append("'\n").append(step.commands());
        }
        Path file = Files.writeString(folder.resolve("tutorial.sh"), atPorts(script.toString()));
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

    private String atPorts(String script) {
        return PORT.matcher(script).replaceAll(port -> Integer.toString(system.port(Integer.parseInt(port.group()))));
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
