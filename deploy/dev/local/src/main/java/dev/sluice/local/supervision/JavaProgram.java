package dev.sluice.local.supervision;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * A runnable jar and how to run it.
 *
 * @param settings  system properties; every user of the machine can read them, so never a secret
 * @param jar       an absolute path; its folder is the working directory
 * @param arguments after the jar
 * @param temporary an absolute path: a folder of its own, emptied at each start
 */
public record JavaProgram(
        Path javaHome,
        List<String> jvmFlags,
        Map<String, String> settings,
        Path jar,
        List<String> arguments,
        Path temporary) {

    public JavaProgram {
        jvmFlags = List.copyOf(jvmFlags);
        arguments = List.copyOf(arguments);
    }

    List<String> command() {
        List<String> command = new ArrayList<>();
        command.add(javaHome.resolve("bin/java").toString());
        command.addAll(jvmFlags);
        command.add("-Djava.io.tmpdir=" + temporary);
        settings.forEach((key, value) -> command.add("-D" + key + "=" + value));
        command.addAll(List.of("-jar", jar.toString()));
        command.addAll(arguments);
        return command;
    }
}
