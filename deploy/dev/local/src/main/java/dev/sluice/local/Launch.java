package dev.sluice.local;

import dev.sluice.embedded.BrokerLog;
import dev.sluice.embedded.EmbeddedKafka;
import dev.sluice.local.port.BusyPorts;
import dev.sluice.local.port.PortOwners;
import dev.sluice.local.supervision.EmptyFolder;
import dev.sluice.local.supervision.PlannedPart;
import dev.sluice.local.supervision.SupervisionOutcome;
import dev.sluice.local.supervision.Supervisor;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;

/** {@code ./sluice up}: from the checks before anything is started to the orderly stop. */
final class Launch {
    /** Generous: the first start of all on a busy machine of two cores. */
    private static final Duration START_BOUND = Duration.ofSeconds(150);

    /** Per stage; writing the class archives at the first stop after a build takes most of it on a busy machine. */
    private static final Duration STOP_BOUND = Duration.ofSeconds(30);

    private static final int INTERRUPTED = 130;

    private final Command.Up up;
    private final LauncherProperties launcher;
    private final PrintStream out;
    private final PrintStream err;
    private final DataFolder data;

    Launch(Command.Up up, LauncherProperties launcher, PrintStream out, PrintStream err) {
        this.up = up;
        this.launcher = launcher;
        this.out = out;
        this.err = err;
        this.data = new DataFolder(up.data());
    }

    /** Returns the exit code, when everything has stopped. */
    int run() throws IOException, InterruptedException {
        StopSignals signals = new StopSignals(this::leave);
        signals.listen();
        data.create();
        Optional<InstanceLock> lock = InstanceLock.take(data.lock());
        if (lock.isEmpty()) {
            err.println("sluice: " + data.root() + " is in use by a running ./sluice up, pid "
                    + InstanceLock.holder(data.lock()) + "; stop it, or take another folder with --data");
            return 1;
        }
        try (InstanceLock held = lock.get()) {
            List<String> busy = new BusyPorts(new PortOwners()).among(up.ports().all(up.nodes()));
            if (busy.isEmpty()) {
                return runLocked(signals);
            }
            busy.forEach(line -> err.println("sluice: " + line));
            err.println("sluice: nothing was started; free the ports, or move all of them with --port-offset N");
            return 1;
        }
    }

    /** Interrupted before anything was started. */
    private void leave() {
        err.println("sluice: interrupted before anything was started");
        Runtime.getRuntime().halt(INTERRUPTED);
    }

    /** Kafka is in this process, and halts it when it can no longer use its folder. */
    private void sayWhyKafkaEnds() {
        String why = DiskSpace.isFull(data.kafka())
                ? "the disk of " + data.root() + " is full; make room and start again"
                : data.log("kafka-1") + " says why";
        err.println("sluice: Kafka can no longer use its folder, and everything ends: " + why);
    }

    private int runLocked(StopSignals signals) throws IOException, InterruptedException {
        boolean newData = !Files.exists(data.kafka());
        data.beginLogs();
        EmptyFolder.ensure(data.temporary("launcher"));
        BrokerLog.toFile(data.log("kafka-1"));
        StateFile state = new StateFile(data.state());
        EmbeddedKafka.beforeHalt(this::sayWhyKafkaEnds);
        Console console = new Console(out, new StateRecorder(state, err));
        console.say("Sluice on this machine, data in " + data.root());
        ProgramCopies programs = new ProgramCopies(launcher.home(), data.programs());
        Path javaHome = Path.of(System.getProperty("java.home"));
        List<PlannedPart> plan = new SystemPlan(up, data, newData, programs, javaHome).parts();
        Supervisor supervisor = new Supervisor(plan, console, START_BOUND, STOP_BOUND);
        signals.onStarted(() -> stop(console, supervisor), () -> killAll(supervisor));
        AtomicBoolean failed = new AtomicBoolean();
        Thread.ofVirtual().name("welcome").start(() -> afterStart(supervisor, newData, console, failed));
        supervisor.run();
        deleteState(state);
        console.say("Everything has stopped.");
        return failed.get() ? 1 : 0;
    }

    /** One that stays is not believed once this process is gone. */
    private void deleteState(StateFile state) {
        try {
            state.delete();
        } catch (IOException failed) {
            err.println("sluice: " + DiskSpace.sentence(failed, data.root()));
        }
    }

    private void afterStart(Supervisor supervisor, boolean newData, Console console, AtomicBoolean failed) {
        switch (supervisor.firstStart().join()) {
            case SupervisionOutcome.AllReady() -> welcome(newData, console);
            case SupervisionOutcome.Failed(var part, String cause, String log) -> {
                failed.set(true);
                console.say("  %-18s does not start (%s). The end of %s:\n".formatted(part.nodeId(), cause, log));
                console.say(LogTail.of(Path.of(log)));
                supervisor.requestStop();
            }
            case SupervisionOutcome.Stopped() -> {}
        }
    }

    private void welcome(boolean newData, Console console) {
        try {
            new Welcome(up, data, launcher, newData, console).show();
        } catch (InterruptedException impossible) {
            throw new IllegalStateException("this thread is not interrupted", impossible);
        }
    }

    private static void stop(Console console, Supervisor supervisor) {
        console.say("\nStopping; again to kill.");
        supervisor.requestStop();
    }

    private static void killAll(Supervisor supervisor) {
        supervisor.killAll();
        Runtime.getRuntime().halt(INTERRUPTED);
    }
}
