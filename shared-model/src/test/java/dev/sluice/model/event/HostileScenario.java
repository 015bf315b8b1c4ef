package dev.sluice.model.event;

import java.util.EnumSet;
import java.util.Set;

/**
 * What may go wrong in a {@link HostileLog}.
 *
 * @param owners relays that take the feed from each other
 * @param channels in the feed
 * @param steps how many things happen
 */
public record HostileScenario(int owners, int channels, int steps, Set<Hazard> hazards) {

    /** Beyond what always may happen: owners that claim at any time, and notice at any time or never. */
    public enum Hazard {
        /** A send fails for good while later ones of the same owner arrive. */
        LOST_SENDS,
        /** Sends wait on the way and arrive when another owner has claimed. */
        LATE_SENDS,
        /** A record arrives twice. */
        REPEATS,
        /** An owner freezes between fencing the others and its claim. */
        SLOW_CLAIMS,
        /** A claim that its owner has given up arrives at any time. */
        LATE_CLAIMS,
        /** An owner begins a channel anew, with another generation. */
        NEW_GENERATIONS,
        /** Backends send blocks that only move the id, gaps are recorded, channels end and go on. */
        ALL_KINDS,
        /** The front of the log is cut, up to the newest checkpoint. */
        RETENTION
    }

    public HostileScenario {
        hazards = Set.copyOf(hazards);
    }

    /** Three owners, three channels, and all that can go wrong. */
    public static HostileScenario allHazards(int steps) {
        return new HostileScenario(3, 3, steps, EnumSet.allOf(Hazard.class));
    }

    boolean has(Hazard hazard) {
        return hazards.contains(hazard);
    }
}
