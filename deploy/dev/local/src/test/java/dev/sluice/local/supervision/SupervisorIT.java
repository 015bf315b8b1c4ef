package dev.sluice.local.supervision;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sluice.embedded.FreePorts;
import java.io.BufferedReader;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SupervisorIT {
    private static final Duration BOUND = Duration.ofSeconds(10);

    @TempDir
    Path logs;

    private final RecordingListener reports = new RecordingListener();
    private final List<Supervisor> supervisors = new ArrayList<>();
    private final List<Thread> threads = new ArrayList<>();

    @AfterEach
    void stop() throws InterruptedException {
        supervisors.forEach(Supervisor::requestStop);
        for (Thread thread : threads) {
            assertThat(thread.join(Duration.ofSeconds(30))).isTrue();
        }
    }

    private Supervisor supervise(PlannedPart... plan) {
        return supervise(Duration.ofSeconds(60), plan);
    }

    private Supervisor supervise(Duration startBound, PlannedPart... plan) {
        Supervisor supervisor = new Supervisor(List.of(plan), reports, startBound, BOUND);
        supervisors.add(supervisor);
        threads.add(Thread.ofPlatform().start(() -> {
            try {
                supervisor.run();
            } catch (InterruptedException impossible) {
                throw new IllegalStateException(impossible);
            }
        }));
        return supervisor;
    }

    private static long pid(PartReport report) {
        Long pid = report.pid();
        if (pid == null) {
            throw new AssertionError(report + " has no process");
        }
        return pid;
    }

    private static List<Path> filesIn(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.toList();
        }
    }

    private static void killHard(long pid) {
        assertThat(ProcessHandle.of(pid).orElseThrow().destroyForcibly()).isTrue();
    }

    private static boolean isGone(long pid) throws Exception {
        var process = ProcessHandle.of(pid);
        return process.isEmpty()
                || !process.get().onExit().get(10, TimeUnit.SECONDS).isAlive();
    }

    @Test
    void aServiceThatDiesComesBackOnItsPortAfterHalfASecondThenOneAndSaysWhy() throws Exception {
        int port = FreePorts.any();
        supervise(new PlannedPart(TinyParts.serving("one", port, logs), Set.of(), 0));
        PartReport first = reports.nextReady();

        killHard(pid(first));

        RecordingListener.Restart restart = reports.nextRestart();
        PartReport second = reports.nextReady();
        long tookMs = (System.nanoTime() - restart.atNanos()) / 1_000_000;
        assertThat(restart.delay()).isEqualTo(Duration.ofMillis(500));
        assertThat(restart.cause()).isEqualTo("signal 9");
        assertThat(tookMs).isGreaterThanOrEqualTo(500);
        assertThat(pid(second)).isNotEqualTo(pid(first));
        assertThat(second.id()).isEqualTo(first.id());

        killHard(pid(second));

        assertThat(reports.nextRestart().delay()).isEqualTo(Duration.ofSeconds(1));
    }

    @Test
    void aServiceThatRunsOutOfMemoryComesBackAndItIsSaidHowItEnded() throws Exception {
        int port = FreePorts.any();
        supervise(new PlannedPart(TinyParts.serving("one", port, logs), Set.of(), 0));
        reports.nextReady();

        URI exhaust = URI.create("http://127.0.0.1:" + port + "/exhaust");
        assertThatThrownBy(() -> exhaust.toURL().openStream().close()).isInstanceOf(IOException.class);

        assertThat(reports.nextRestart().cause()).isEqualTo("exit code 3");
        reports.nextReady();
        assertThat(logs.resolve("one.log")).content().contains("java.lang.OutOfMemoryError");
    }

    @Test
    void whatAKilledServiceHasLeftInItsTemporaryFolderIsGoneWhenItIsStartedAgain() throws Exception {
        supervise(new PlannedPart(TinyParts.serving("one", FreePorts.any(), logs), Set.of(), 0));
        PartReport first = reports.nextReady();
        Path temporary = TinyParts.temporary("one", logs);
        List<Path> before = filesIn(temporary);

        killHard(pid(first));
        reports.nextReady();

        assertThat(before).hasSize(1);
        assertThat(filesIn(temporary)).hasSize(1).doesNotContainAnyElementsOf(before);
    }

    @Test
    void aServiceThatNeverServesIsGivenUpAfterThreeDeaths() throws Exception {
        Supervisor supervisor =
                supervise(new PlannedPart(TinyParts.failing("one", FreePorts.any(), logs), Set.of(), 0));

        SupervisionOutcome outcome = supervisor.firstStart().get(30, TimeUnit.SECONDS);

        assertThat(outcome).isInstanceOfSatisfying(SupervisionOutcome.Failed.class, failed -> {
            assertThat(failed.part().nodeId()).isEqualTo("one");
            assertThat(failed.cause()).isEqualTo("exit code 3");
            assertThat(Path.of(failed.log())).content().contains("no port");
        });
    }

    @Test
    void aServiceThatHangsIsGivenUpWhenTheStartHasTakenTooLong() throws Exception {
        Supervisor supervisor = supervise(
                Duration.ofSeconds(1), new PlannedPart(TinyParts.silent("one", FreePorts.any(), logs), Set.of(), 0));

        SupervisionOutcome outcome = supervisor.firstStart().get(30, TimeUnit.SECONDS);

        assertThat(outcome)
                .isInstanceOfSatisfying(
                        SupervisionOutcome.Failed.class,
                        failed -> assertThat(failed.cause()).isEqualTo("not ready within 1 s"));
    }

    @Test
    void partsStartAfterWhatTheyNeedAndStopBeforeIt() throws Exception {
        Supervisor supervisor = supervise(
                new PlannedPart(TinyParts.serving("gateway", FreePorts.any(), logs), Set.of("broker"), 0),
                new PlannedPart(TinyParts.serving("broker", FreePorts.any(), logs), Set.of(), 1));
        List<PartReport> ready = List.of(reports.nextReady(), reports.nextReady());
        assertThat(ready).extracting(part -> part.id().nodeId()).containsExactly("broker", "gateway");
        assertThat(supervisor.firstStart().get(10, TimeUnit.SECONDS)).isEqualTo(new SupervisionOutcome.AllReady());

        stop();

        assertThat(reports.stopped()).containsExactly("gateway", "broker");
        assertThat(isGone(pid(ready.get(0)))).isTrue();
        assertThat(isGone(pid(ready.get(1)))).isTrue();
    }

    @Test
    void killNineOfTheLauncherLeavesNoProcess() throws Exception {
        Process launcher = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx32m",
                        "-cp",
                        System.getProperty("java.class.path"),
                        TinyLauncher.class.getName(),
                        logs.toString(),
                        String.valueOf(FreePorts.any()),
                        String.valueOf(FreePorts.any()))
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        BufferedReader printed = launcher.inputReader();
        long first = Long.parseLong(printed.readLine());
        long second = Long.parseLong(printed.readLine());
        assertThat(launcher.descendants().map(ProcessHandle::pid)).contains(first, second);

        launcher.destroyForcibly();

        assertThat(launcher.waitFor(10, TimeUnit.SECONDS)).isTrue();
        assertThat(isGone(first)).isTrue();
        assertThat(isGone(second)).isTrue();
    }
}
