package dev.sluice.local;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;

/**
 * Runs {@code up}, {@code status} and {@code clean} for the {@code sluice} script, which builds before. Exit code 0: done;
 * 1: not possible, said on standard error; 2: wrong command line.
 */
public final class Main {

    private Main() {}

    public static void main(String[] arguments) throws IOException, InterruptedException {
        LauncherProperties launcher = LauncherProperties.read();
        Command command = CommandLine.parse(List.of(arguments), launcher.home().resolve(".sluice"));
        System.exit(run(command, launcher));
    }

    private static Path folderOf(Command command) {
        return switch (command) {
            case Command.Up up -> up.data();
            case Command.Status status -> status.data();
            case Command.Clean clean -> clean.data();
            case Command.Wrong _ -> Path.of("");
        };
    }

    private static int run(Command command, LauncherProperties launcher) throws IOException, InterruptedException {
        try {
            return switch (command) {
                case Command.Up up -> new Launch(up, launcher, System.out, System.err).run();
                case Command.Status status -> new StatusView(status, System.out, System.err).run();
                case Command.Clean clean -> new DataRemoval(clean, System.out, System.err).run();
                case Command.Wrong(String reason) -> {
                    System.err.println("sluice: " + reason + "; ./sluice help shows what there is");
                    yield 2;
                }
            };
        } catch (NoSuchFileException missing) {
            System.err.println("sluice: " + missing.getMessage());
            return 1;
        } catch (IOException | UncheckedIOException failed) {
            System.err.println("sluice: " + DiskSpace.sentence(failed, folderOf(command)));
            return 1;
        }
    }
}
