package dev.sluice.local.supervision;

import dev.sluice.embedded.ChildProcess;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * A part that is a child process with a readiness address. The kernel kills it when this JVM is gone. It has a session of
 * its own: Ctrl-C in a terminal reaches the launcher only, which then stops its children in order.
 */
public final class ProcessPart implements Part {
    private final PartId id;
    private final List<String> command;
    private final Path folder;
    private final Secrets secrets;
    private final URI readiness;
    private final Path log;
    private final Path temporary;

    /**
     * @param secrets   asked at each start
     * @param readiness answers 200 when the part serves
     * @param log       gets standard output and error, appended; bounded
     */
    public ProcessPart(PartId id, JavaProgram program, Secrets secrets, URI readiness, Path log) {
        this(id, program.command(), program.jar().resolveSibling(""), secrets, readiness, log, program.temporary());
    }

    ProcessPart(
            PartId id, List<String> command, Path folder, Secrets secrets, URI readiness, Path log, Path temporary) {
        this.id = id;
        this.command = new ArrayList<>(List.of("setsid"));
        this.command.addAll(command);
        this.folder = folder;
        this.secrets = secrets;
        this.readiness = readiness;
        this.log = log;
        this.temporary = temporary;
    }

    @Override
    public PartId id() {
        return id;
    }

    @Override
    public String log() {
        return log.toString();
    }

    @Override
    public RunningPart start() throws IOException {
        EmptyFolder.ensure(temporary);
        ProcessBuilder builder =
                new ProcessBuilder(command).directory(folder.toFile()).redirectErrorStream(true);
        builder.environment().putAll(secrets.environment());
        Process process = ChildProcess.start("KILL", builder);
        RunningProcess running = new RunningProcess(process, ProcessLog.keep(process, log));
        Thread.ofVirtual().name("readiness-" + id.nodeId()).start(() -> running.watchReadiness(readiness));
        return running;
    }
}
