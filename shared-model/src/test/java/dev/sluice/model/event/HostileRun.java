package dev.sluice.model.event;

import dev.sluice.model.event.HostileScenario.Hazard;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.stream.IntStream;

/** Makes a {@link HostileLog}: at each step it lists all that could happen now, and one of these does. */
final class HostileRun {
    private final HostileScenario scenario;
    private final Choices choices;
    private final HostileLog log;
    private final List<HostileOwner> owners;
    private final List<Deque<FeedRecord>> late = new ArrayList<>();
    private int fences;
    private int generations;

    HostileRun(HostileScenario scenario, Choices choices) {
        this.scenario = scenario;
        this.choices = choices;
        this.log = new HostileLog(scenario);
        this.owners = IntStream.range(0, scenario.owners())
                .mapToObj(i -> new HostileOwner("relay-" + i, log, this))
                .toList();
    }

    HostileLog run() {
        for (int i = 0; i < scenario.steps(); i++) {
            step();
        }
        settle();
        return log;
    }

    int newFence() {
        return ++fences;
    }

    boolean isNewestFence(int fence) {
        return fence == fences;
    }

    String newGeneration() {
        return "g%09d".formatted(++generations);
    }

    /** What an owner had on the way as its tenure ended. */
    void leave(Deque<FeedRecord> onTheWay) {
        if (!onTheWay.isEmpty()) {
            late.add(onTheWay);
        }
    }

    private void step() {
        List<Move> moves = new ArrayList<>();
        for (HostileOwner owner : owners) {
            addTakings(owner, moves);
            if (owner.isOwner()) {
                addSends(owner, moves);
                addReadings(owner, moves);
            }
        }
        for (Deque<FeedRecord> sends : late) {
            moves.add(new Move(2, "a late send arrives", "", "", () -> log.append(sends.removeFirst())));
            moves.add(new Move(2, "a late send is lost", "", "", sends::removeFirst));
        }
        if (scenario.has(Hazard.RETENTION) && log.newestCheckpoint().through() > log.start()) {
            moves.add(new Move(2, "the front is cut", "", "", this::cutFront));
        }
        List<Integer> weights = new ArrayList<>();
        moves.forEach(move -> weights.add(move.weight));
        happens(moves.get(choices.pickWeighted(weights)));
        late.removeIf(Deque::isEmpty);
    }

    private void addTakings(HostileOwner owner, List<Move> moves) {
        if (!scenario.has(Hazard.SLOW_CLAIMS)) {
            moves.add(new Move(2, owner, "fences and claims", "", () -> {
                owner.fenceOthers();
                owner.claim();
            }));
        } else if (owner.hasFenced()) {
            moves.add(new Move(8, owner, "claims", "", owner::claim));
        } else {
            moves.add(new Move(1, owner, "fences", "", owner::fenceOthers));
        }
        if (scenario.has(Hazard.LATE_CLAIMS) && owner.hasFenced()) {
            moves.add(new Move(2, owner, "claims in vain", "", owner::claimInVain));
        }
    }

    private void addSends(HostileOwner owner, List<Move> moves) {
        boolean mayWait = scenario.has(Hazard.LATE_SENDS);
        boolean mayBeLost = scenario.has(Hazard.LOST_SENDS);
        for (String channel : log.channels()) {
            moves.add(new Move(8, owner, "sends for", channel, () -> {
                owner.send(channel);
                if (!mayWait) {
                    owner.arrive();
                }
            }));
            if (!mayWait && mayBeLost) {
                moves.add(new Move(2, owner, "sends in vain for", channel, () -> {
                    owner.send(channel);
                    owner.lose();
                }));
            }
            if (scenario.has(Hazard.NEW_GENERATIONS) && owner.hasSentNothingFor(channel)) {
                moves.add(new Move(2, owner, "begins anew", channel, () -> owner.beginAnew(channel)));
            }
        }
        if (owner.hasSendsOnTheWay()) {
            moves.add(new Move(40, owner, "has a send that arrives", "", owner::arrive));
            if (mayBeLost) {
                moves.add(new Move(3, owner, "has a send that is lost", "", owner::lose));
            }
        }
        if (scenario.has(Hazard.REPEATS) && owner.canRepeat()) {
            moves.add(new Move(3, owner, "has its last record repeated", "", owner::repeat));
        }
    }

    private void addReadings(HostileOwner owner, List<Move> moves) {
        if (owner.isBehind()) {
            moves.add(new Move(8, owner, "notices", "", owner::notice));
        }
        if (owner.canCheckpoint()) {
            moves.add(new Move(6, owner, "checkpoints", "", owner::checkpoint));
        }
    }

    private void cutFront() {
        long most = log.newestCheckpoint().through() - log.start();
        log.cutTo(log.start() + 1 + choices.pick((int) most));
    }

    /** The worst is over: one owner takes the feed, and nothing stands in the way of what it sends. */
    private void settle() {
        HostileOwner last = owners.getFirst();
        happens(new Move(1, last, "is left alone", "", () -> {
            last.fenceOthers();
            last.claim();
        }));
        for (String channel : log.channels()) {
            happens(new Move(1, last, "sends for", channel, () -> {
                last.send(channel);
                last.arrive();
            }));
        }
    }

    private void happens(Move move) {
        log.note(move);
        move.action.run();
    }

    /** Something that could happen; put into words only when they are read. */
    private record Move(int weight, Object who, String what, String whom, Runnable action) {
        @Override
        public String toString() {
            return who + " " + what + " " + whom;
        }
    }
}
