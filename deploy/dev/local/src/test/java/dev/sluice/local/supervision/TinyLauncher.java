package dev.sluice.local.supervision;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;

/** Supervises two tiny services until it is killed; prints the pid of each that is ready. */
final class TinyLauncher {
    private TinyLauncher() {}

    public static void main(String[] arguments) throws InterruptedException {
        Path logs = Path.of(arguments[0]);
        List<PlannedPart> plan = List.of(
                new PlannedPart(TinyParts.serving("one", Integer.parseInt(arguments[1]), logs), Set.of(), 0),
                new PlannedPart(TinyParts.serving("two", Integer.parseInt(arguments[2]), logs), Set.of("one"), 0));
        new Supervisor(
                        plan,
                        new SupervisionListener() {
                            @Override
                            public void onReady(PartReport part, Duration sinceStart) {
                                System.out.println(part.pid());
                            }

                            @Override
                            public void onChange(List<PartReport> parts) {}

                            @Override
                            public void onRestart(PartReport part, String cause, Duration delay, String log) {}

                            @Override
                            public void onStopped(PartReport part, String cause) {}
                        },
                        Duration.ofSeconds(60),
                        Duration.ofSeconds(5))
                .run();
    }
}
