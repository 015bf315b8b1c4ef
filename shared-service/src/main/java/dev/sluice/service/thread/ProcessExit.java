package dev.sluice.service.thread;

import org.jboss.logging.Logger;

/** What happens when a thread that the service cannot do without has failed. */
@FunctionalInterface
public interface ProcessExit {
    /** Exit code of a process that has ended itself: {@code EX_SOFTWARE} of sysexits.h. */
    int EXIT_CODE = 70;

    /**
     * Ends the process; in production it does not return. Any thread.
     *
     * @param thread the name of the thread that has failed
     */
    void onFailure(String thread, Throwable cause);

    /**
     * Returns an exit that writes a line to the log and halts the JVM. No shutdown hook runs: after an error of a thread, or
     * without memory, an orderly end may never come, and a process that serves no events is worse than none.
     */
    static ProcessExit halting() {
        return (thread, cause) -> {
            try {
                Logger.getLogger(ProcessExit.class)
                        .fatalf(cause, "the process ends, since a thread has failed: thread=%s", thread);
            } finally {
                Runtime.getRuntime().halt(EXIT_CODE);
            }
        };
    }
}
