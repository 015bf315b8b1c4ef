package dev.sluice.local;

import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Reads {@code up|status|clean} and their options, {@code --option value} or {@code --option=value}. */
final class CommandLine {
    private static final Set<String> FOR_ALL = Set.of("--data", "--port-offset");
    private static final Map<String, Set<String>> OPTIONS = Map.of(
            "up", Set.of("--nodes", "--set", "--no-sample", "--no-build"),
            "status", Set.of("--json"),
            "clean", Set.of());
    private static final Set<String> FLAGS = Set.of("--json", "--no-sample", "--no-build");

    private Path data;
    private int nodes = 1;
    private Ports ports = new Ports(0);
    private final Map<String, String> settings = new LinkedHashMap<>();
    private boolean sample = true;
    private boolean json;

    private CommandLine(Path defaultData) {
        this.data = defaultData;
    }

    /** @param defaultData where data is without {@code --data} */
    static Command parse(List<String> arguments, Path defaultData) {
        try {
            return new CommandLine(defaultData).read(new ArrayDeque<>(arguments));
        } catch (IllegalArgumentException wrong) {
            return new Command.Wrong(String.valueOf(wrong.getMessage()));
        }
    }

    private Command read(Deque<String> words) {
        String command = words.isEmpty() ? "" : words.pop();
        Set<String> own = OPTIONS.get(command);
        if (own == null) {
            throw new IllegalArgumentException("the command must be up, status or clean, was '" + command + "'");
        }
        while (!words.isEmpty()) {
            String word = words.pop();
            String option = word.contains("=") ? word.substring(0, word.indexOf('=')) : word;
            if (!own.contains(option) && !FOR_ALL.contains(option)) {
                throw new IllegalArgumentException(command + " has no option '" + word + "'");
            }
            apply(option, FLAGS.contains(option) ? flag(option, word) : value(option, word, words));
        }
        return switch (command) {
            case "up" -> new Command.Up(data, nodes, ports, new Settings(settings), sample);
            case "status" -> new Command.Status(data, json);
            default -> new Command.Clean(data);
        };
    }

    private static String flag(String option, String word) {
        if (!word.equals(option)) {
            throw new IllegalArgumentException(option + " takes no value");
        }
        return "";
    }

    private static String value(String option, String word, Deque<String> words) {
        String value = word.equals(option) ? words.poll() : word.substring(option.length() + 1);
        if (value == null || value.isBlank()) {
            throw new IllegalArgumentException(option + " needs a value");
        }
        return value;
    }

    private void apply(String option, String value) {
        switch (option) {
            case "--data" -> data = Path.of(value).toAbsolutePath().normalize();
            case "--port-offset" -> ports = new Ports(number(option, value));
            case "--nodes" -> nodes = nodes(number(option, value));
            case "--set" -> addSetting(value);
            case "--no-sample" -> sample = false;
            case "--json" -> json = true;
            default -> {} // --no-build: the build is the script's business and over before this JVM starts
        }
    }

    private void addSetting(String assignment) {
        int equals = assignment.indexOf('=');
        String key = equals < 0 ? assignment : assignment.substring(0, equals);
        if (equals < 0 || !key.matches("sluice\\.[^.]+(\\.[^.]+)+")) {
            throw new IllegalArgumentException("--set takes sluice.<...>.<...>=value, was '" + assignment + "'");
        }
        settings.put(key, assignment.substring(equals + 1));
    }

    private static int nodes(int count) {
        if (count != 1 && count != 2) {
            throw new IllegalArgumentException("--nodes must be 1 or 2, was " + count);
        }
        return count;
    }

    private static int number(String option, String value) {
        try {
            return Integer.parseInt(value);
        } catch (NumberFormatException notANumber) {
            throw new IllegalArgumentException(option + " needs a number, was '" + value + "'", notANumber);
        }
    }
}
