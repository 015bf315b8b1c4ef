package dev.sluice.acceptance;

import java.io.IOException;
import java.nio.file.Path;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReadmeIT {
    private static final Pattern PORT = Pattern.compile("(?<=localhost:)(8080|8243|8280|9443)");

    private final LocalSystem system = LocalSystem.shared();

    @Test
    void theTutorialPrintsWhatItSays(@TempDir Path folder) throws IOException, InterruptedException {
        Tutorial.read().assertPrintsWhatItSays(folder, this::atPorts);
    }

    private String atPorts(String script) {
        return PORT.matcher(script).replaceAll(port -> Integer.toString(system.port(Integer.parseInt(port.group()))));
    }
}
