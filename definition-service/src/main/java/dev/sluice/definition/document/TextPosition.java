package dev.sluice.definition.document;

import org.yaml.snakeyaml.error.Mark;

/** A place in a text; both from 1, or 0 = not known. */
public record TextPosition(int line, int column) {
    public static final TextPosition UNKNOWN = new TextPosition(0, 0);

    static TextPosition of(Mark mark) {
        return new TextPosition(mark.getLine() + 1, mark.getColumn() + 1);
    }
}
