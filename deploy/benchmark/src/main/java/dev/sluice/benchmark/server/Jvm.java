package dev.sluice.benchmark.server;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** How JVMs are started here. */
final class Jvm {
    private Jvm() {}

    /**
     * A command that runs a program with the JDK that runs this.
     *
     * @param settings system properties
     * @param program what is run, with its arguments
     */
    static List<String> command(List<String> flags, Map<String, String> settings, List<String> program) {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(flags);
        settings.forEach((key, value) -> command.add("-D" + key + '=' + value));
        command.addAll(program);
        return command;
    }
}
