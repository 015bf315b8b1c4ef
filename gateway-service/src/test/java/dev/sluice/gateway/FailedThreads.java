package dev.sluice.gateway;

import dev.sluice.service.thread.ProcessExit;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** Instead of the end of the process: what would have ended it. */
public final class FailedThreads implements ProcessExit {
    private final List<String> failures = Collections.synchronizedList(new ArrayList<>());

    @Override
    public void onFailure(String thread, Throwable cause) {
        failures.add(thread + ": " + cause);
        cause.printStackTrace();
    }

    public List<String> all() {
        return List.copyOf(failures);
    }
}
