package dev.sluice.definition.document;

import org.yaml.snakeyaml.error.Mark;

/** A place in a text; both from 1, or 0 = not known. */
public record Place(int line, int column) {
    public static final Place UNKNOWN = new Place(0, 0);

    static Place of(Mark mark) {
        return new Place(mark.getLine() + 1, mark.getColumn() + 1);
    }
}
