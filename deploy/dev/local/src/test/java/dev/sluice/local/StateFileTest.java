package dev.sluice.local;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.local.supervision.PartId;
import dev.sluice.local.supervision.PartReport;
import dev.sluice.local.supervision.PartState;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StateFileTest {
    private static final long OWN_PID = ProcessHandle.current().pid();
    private static final PartId GATEWAY = new PartId("gateway-service", "gateway-1", 8280);

    @TempDir
    Path folder;

    @Test
    void statusShowsExactlyTheContractsFields() throws Exception {
        new StateFile(new DataFolder(folder).state()).write(List.of(new PartReport(GATEWAY, PartState.READY, OWN_PID)));
        ByteArrayOutputStream out = new ByteArrayOutputStream();

        int code = new StatusView(new Command.Status(folder, true), printer(out), printer(new ByteArrayOutputStream()))
                .run();

        assertThat(code).isZero();
        assertThat(out.toString(StandardCharsets.UTF_8).trim())
                .isEqualTo("{\"services\":[{\"name\":\"gateway-service\",\"nodeId\":\"gateway-1\",\"pid\":" + OWN_PID
                        + ",\"port\":8280,\"state\":\"ready\"}]}");
    }

    @Test
    void aServiceWhoseProcessIsGoneIsStoppedWhateverTheFileSays() throws Exception {
        Process gone = new ProcessBuilder("true").start();
        gone.waitFor();
        StateFile state = new StateFile(folder.resolve("state.json"));

        state.write(List.of(new PartReport(GATEWAY, PartState.READY, gone.pid())));

        assertThat(state.read().orElseThrow())
                .containsExactly(new StateFile.ServiceStatus("gateway-service", "gateway-1", null, 8280, "stopped"));
    }

    @Test
    void aFileOfALauncherThatIsGoneIsNotBelieved() throws Exception {
        Path file = folder.resolve("state.json");
        Files.writeString(file, "{\"launcher\":" + OWN_PID + ",\"launcherStart\":1,\"services\":[]}");

        assertThat(new StateFile(file).read()).isEmpty();
    }

    @Test
    void whereNothingRunsStatusSaysSoAndFails() throws Exception {
        ByteArrayOutputStream err = new ByteArrayOutputStream();

        int code = new StatusView(new Command.Status(folder, true), printer(new ByteArrayOutputStream()), printer(err))
                .run();

        assertThat(code).isOne();
        assertThat(err.toString(StandardCharsets.UTF_8)).contains("nothing runs over " + folder);
    }

    private static PrintStream printer(ByteArrayOutputStream bytes) {
        return new PrintStream(bytes, true, StandardCharsets.UTF_8);
    }
}
