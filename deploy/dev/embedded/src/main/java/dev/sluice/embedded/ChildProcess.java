package dev.sluice.embedded;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;

/**
 * A direct child process that the kernel ends when this JVM is gone, even by {@code kill -9} (Linux, by {@code setpriv
 * --pdeathsig} of util-linux).
 *
 * <p>The kernel ties that signal to the thread that started the child, not to the process. So each child is started by a
 * thread of its own that lives as long as the child does, and any thread may call {@link #start}.
 */
public final class ChildProcess {
    private ChildProcess() {}

    /**
     * @param signal what the child gets when this JVM is gone: {@code TERM}, {@code INT}, {@code KILL}
     * @param builder the command and its redirections; its command is wrapped here
     */
    public static Process start(String signal, ProcessBuilder builder) throws IOException {
        List<String> command = new ArrayList<>(List.of("setpriv", "--pdeathsig", signal, "--"));
        command.addAll(builder.command());
        return startAsIs(builder.command(command));
    }

    /** As {@link #start}, for a command that asks for its death signal itself. */
    static Process startAsIs(ProcessBuilder builder) throws IOException {
        CompletableFuture<Process> started = new CompletableFuture<>();
        Thread.ofPlatform()
                .daemon()
                .name("parent-of-" + builder.command().getFirst())
                .start(() -> {
                    try {
                        Process process = builder.start();
                        started.complete(process);
                        awaitEnd(process);
                    } catch (IOException e) {
                        started.completeExceptionally(e);
                    }
                });
        try {
            return started.join();
        } catch (CompletionException e) {
            throw new IOException("cannot start " + builder.command(), e.getCause());
        }
    }

    /** Ends with the child only: a thread that ended earlier would take the child with it. */
    private static void awaitEnd(Process process) {
        process.onExit().join();
    }
}
