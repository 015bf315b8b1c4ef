package dev.sluice.benchmark.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class TableTest {
    @Test
    void namesStandToTheLeftAndFiguresToTheRight() {
        Table table = new Table("scenario", "server", "us");
        table.add("idle", "raw", "5.20");
        table.add("fan-out-1", "gateway", "12.00");

        assertThat(table).hasToString("""
                        | scenario  | server  |    us |
                        |-----------|---------|------:|
                        | idle      | raw     |  5.20 |
                        | fan-out-1 | gateway | 12.00 |""");
    }

    @Test
    void aRowWithoutAllCellsIsRefused() {
        Table table = new Table("scenario", "server");

        assertThatThrownBy(() -> table.add("idle")).hasMessage("2 columns, but 1 cells");
    }
}
