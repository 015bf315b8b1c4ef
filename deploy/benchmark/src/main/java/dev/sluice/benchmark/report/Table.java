package dev.sluice.benchmark.report;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Rows of text as a Markdown table that can be read as it is: all columns but the first two are aligned to the right. */
final class Table {
    private static final int COLUMNS_TO_THE_LEFT = 2;

    private final List<String> head;
    private final List<List<String>> rows = new ArrayList<>();

    Table(String... head) {
        this.head = List.of(head);
    }

    void add(String... cells) {
        if (cells.length != head.size()) {
            throw new IllegalArgumentException(head.size() + " columns, but " + cells.length + " cells");
        }
        rows.add(List.of(cells));
    }

    boolean isEmpty() {
        return rows.isEmpty();
    }

    @Override
    public String toString() {
        int[] widths = IntStream.range(0, head.size()).map(this::width).toArray();
        List<String> lines = new ArrayList<>();
        lines.add(line(head, widths));
        lines.add(IntStream.range(0, head.size())
                .mapToObj(column -> "-".repeat(widths[column] + 1) + (isLeft(column) ? "-" : ":"))
                .collect(Collectors.joining("|", "|", "|")));
        rows.forEach(row -> lines.add(line(row, widths)));
        return String.join("\n", lines);
    }

    private int width(int column) {
        return Math.max(
                head.get(column).length(),
                rows.stream().mapToInt(row -> row.get(column).length()).max().orElse(0));
    }

    private static String line(List<String> cells, int[] widths) {
        return IntStream.range(0, widths.length)
                .mapToObj(column -> {
                    String space = " ".repeat(widths[column] - cells.get(column).length());
                    return isLeft(column) ? cells.get(column) + space : space + cells.get(column);
                })
                .collect(Collectors.joining(" | ", "| ", " |"));
    }

    private static boolean isLeft(int column) {
        return column < COLUMNS_TO_THE_LEFT;
    }
}
