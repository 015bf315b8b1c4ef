package dev.sluice.local;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.sluice.local.supervision.PartReport;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What the launcher reports to {@code status}: written whole or not at all, believed only while its processes live. */
final class StateFile {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final Path file;

    StateFile(Path file) {
        this.file = file;
    }

    /**
     * The launcher's view.
     *
     * @param launcher      its pid
     * @param launcherStart when it started, epoch milliseconds: a pid may be used again
     */
    record LauncherState(long launcher, long launcherStart, List<ServiceStatus> services) {}

    /**
     * One line of {@code status}.
     *
     * @param pid {@code null} while there is no process
     */
    record ServiceStatus(
            String name, String nodeId, @Nullable Long pid, int port, String state) {

        static ServiceStatus of(PartReport report) {
            return new ServiceStatus(
                    report.id().name(),
                    report.id().nodeId(),
                    report.pid(),
                    report.id().port(),
                    report.state().shown());
        }
    }

    void write(List<PartReport> parts) throws IOException {
        ProcessHandle self = ProcessHandle.current();
        LauncherState state = new LauncherState(
                self.pid(), startOf(self), parts.stream().map(ServiceStatus::of).toList());
        Path next = file.resolveSibling(file.getFileName() + ".next");
        Files.write(next, JSON.writeValueAsBytes(state));
        Files.move(next, file, StandardCopyOption.ATOMIC_MOVE);
    }

    void delete() throws IOException {
        Files.deleteIfExists(file);
    }

    /** The services of a launcher that lives, or empty. A service whose process is gone is shown as stopped. */
    Optional<List<ServiceStatus>> read() throws IOException {
        LauncherState state;
        try {
            state = JSON.readValue(Files.readAllBytes(file), LauncherState.class);
        } catch (NoSuchFileException neverStarted) {
            return Optional.empty();
        }
        boolean launcherLives = ProcessHandle.of(state.launcher())
                .filter(launcher -> launcher.isAlive() && startOf(launcher) == state.launcherStart())
                .isPresent();
        return launcherLives
                ? Optional.of(state.services().stream().map(StateFile::verified).toList())
                : Optional.empty();
    }

    private static ServiceStatus verified(ServiceStatus service) {
        Long pid = service.pid();
        boolean gone = pid != null
                && ProcessHandle.of(pid).filter(ProcessHandle::isAlive).isEmpty();
        return gone ? new ServiceStatus(service.name(), service.nodeId(), null, service.port(), "stopped") : service;
    }

    private static long startOf(ProcessHandle process) {
        return process.info()
                .startInstant()
                .map(instant -> instant.toEpochMilli())
                .orElse(0L);
    }
}
