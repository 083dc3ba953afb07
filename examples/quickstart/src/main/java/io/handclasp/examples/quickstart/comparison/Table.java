package io.handclasp.examples.quickstart.comparison;

import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;
import java.util.function.Function;

/** Rows of text in aligned columns: the first to the left, the others as told. */
final class Table {
    private static final String GAP = "   ";

    private final boolean alignRight;
    private final List<List<String>> rows = new ArrayList<>();

    private Table(boolean alignRight) {
        this.alignRight = alignRight;
    }

    static Table ofFigures() {
        return new Table(true);
    }

    static Table ofText() {
        return new Table(false);
    }

    Table row(String... cells) {
        rows.add(List.of(cells));
        return this;
    }

    /** Adds a row that shows one figure of each measurement. */
    Table row(String label, Function<Measured, String> figure, Measured... columns) {
        List<String> cells = new ArrayList<>(List.of(label));
        for (Measured column : columns) {
            cells.add(figure.apply(column));
        }
        rows.add(cells);
        return this;
    }

    /** The rows that every load has. */
    Table times(Measured... columns) {
        return row("handshakes", measured -> count(measured.handshakes()), columns)
                .row(
                        "succeeded",
                        measured -> count(measured.succeeded()) + percent("  %.2f %%", measured.share()),
                        columns)
                .row(
                        "  95 % interval (Wilson)",
                        measured -> percent("%.2f %%", measured.shareBounds().lower()) + " to "
                                + percent("%.2f %%", measured.shareBounds().upper()),
                        columns)
                .row("  told to try again later", measured -> count(measured.toldToTryAgain()), columns)
                .row("  told that the token is bad", measured -> count(measured.calledBad()), columns)
                .row("time to an answer, mean", measured -> millis(measured.meanMillis()), columns)
                .row("  p50", measured -> millis(measured.percentileMillis(0.50)), columns)
                .row("  p95", measured -> millis(measured.percentileMillis(0.95)), columns)
                .row("  p99", measured -> millis(measured.percentileMillis(0.99)), columns)
                .row("  slowest", measured -> millis(measured.slowestMillis()), columns);
    }

    void print(PrintStream out) {
        for (List<String> row : rows) {
            StringBuilder line = new StringBuilder("  ");
            for (int column = 0; column < row.size(); column++) {
                line.append(column == 0 ? "" : GAP).append(padded(row.get(column), column));
            }
            out.println(line.toString().stripTrailing());
        }
    }

    private String padded(String cell, int column) {
        int width = rows.stream()
                .filter(row -> row.size() > column)
                .mapToInt(row -> row.get(column).length())
                .max()
                .orElse(0);
        String padding = " ".repeat(width - cell.length());
        return alignRight && column > 0 ? padding + cell : cell + padding;
    }

    static String count(int number) {
        return String.format(Locale.ROOT, "%,d", number);
    }

    static String millis(OptionalDouble millis) {
        return millis.isPresent() ? String.format(Locale.ROOT, "%,.0f ms", millis.getAsDouble()) : "too few to tell";
    }

    private static String percent(String format, double share) {
        return String.format(Locale.ROOT, format, share * 100);
    }
}
