package dev.sluice.local.supervision;

/** How the first start of all parts ended. */
public sealed interface SupervisionOutcome {

    record AllReady() implements SupervisionOutcome {}

    /** A part could not be brought up; the others run on until they are stopped. */
    record Failed(PartId part, String cause, String log) implements SupervisionOutcome {}

    /** A stop was asked for before all were ready. */
    record Stopped() implements SupervisionOutcome {}
}
