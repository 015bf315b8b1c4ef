package dev.sluice.publisher.plan;

import dev.sluice.model.quota.WindowUnit;
import java.util.EnumSet;

/** Units of time by WSO2's words. */
enum TimeUnitWord {
    SEC("sec", WindowUnit.SECOND),
    MIN("min", WindowUnit.MINUTE),
    HOUR("hour", WindowUnit.HOUR),
    DAYS("days", WindowUnit.DAY),
    MONTH("month", WindowUnit.MONTH),
    YEAR("year", WindowUnit.YEAR);

    static final EnumSet<TimeUnitWord> OF_LIMITS = EnumSet.complementOf(EnumSet.of(SEC));
    static final EnumSet<TimeUnitWord> OF_BURSTS = EnumSet.of(SEC, MIN, HOUR, DAYS);

    private final String text;
    private final WindowUnit unit;

    TimeUnitWord(String text, WindowUnit unit) {
        this.text = text;
        this.unit = unit;
    }

    String text() {
        return text;
    }

    WindowUnit unit() {
        return unit;
    }

    static String of(WindowUnit unit) {
        for (TimeUnitWord word : values()) {
            if (word.unit == unit) {
                return word.text;
            }
        }
        throw new IllegalArgumentException("no word for " + unit);
    }
}
