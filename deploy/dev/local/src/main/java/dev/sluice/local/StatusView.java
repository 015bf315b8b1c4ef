package dev.sluice.local;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.PrintStream;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** {@code ./sluice status}. */
final class StatusView {
    private final Command.Status status;
    private final PrintStream out;
    private final PrintStream err;

    StatusView(Command.Status status, PrintStream out, PrintStream err) {
        this.status = status;
        this.out = out;
        this.err = err;
    }

    /** Returns the exit code: 1 if nothing runs over this data. */
    int run() throws IOException {
        DataFolder data = new DataFolder(status.data());
        Optional<List<StateFile.ServiceStatus>> services = new StateFile(data.state()).read();
        if (services.isEmpty()) {
            err.println("sluice: nothing runs over " + data.root() + "; ./sluice up starts it");
            return 1;
        }
        if (status.json()) {
            out.println(new ObjectMapper().writeValueAsString(Map.of("services", services.get())));
        } else {
            out.println("%-18s %-18s %8s %6s  %s".formatted("NAME", "NODE", "PID", "PORT", "STATE"));
            services.get().forEach(this::printRow);
        }
        return 0;
    }

    private void printRow(StateFile.ServiceStatus service) {
        Long pid = service.pid();
        out.println("%-18s %-18s %8s %6d  %s"
                .formatted(service.name(), service.nodeId(), pid == null ? "-" : pid, service.port(), service.state()));
    }
}
