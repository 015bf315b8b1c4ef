package dev.sluice.local.supervision;

import java.nio.file.Path;

/** A part that is an engine: Kafka in this JVM, Postgres. */
public final class EnginePart implements Part {
    private final PartId id;
    private final Path log;
    private final Engine engine;

    public EnginePart(PartId id, Path log, Engine engine) {
        this.id = id;
        this.log = log;
        this.engine = engine;
    }

    @Override
    public PartId id() {
        return id;
    }

    @Override
    public String log() {
        return log.toString();
    }

    @Override
    public RunningPart start() {
        EngineRun run = new EngineRun(id.nodeId(), engine);
        run.begin();
        return run;
    }
}
