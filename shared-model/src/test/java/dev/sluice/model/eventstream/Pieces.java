package dev.sluice.model.eventstream;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;

/** A stream cut into pieces, as a network might. */
record Pieces(List<Integer> lengths) {
    Pieces {
        lengths = List.copyOf(lengths);
    }

    static Pieces ofSize(int size, int total) {
        int whole = total / size;
        return new Pieces(IntStream.rangeClosed(0, whole)
                .mapToObj(i -> i < whole ? size : total % size)
                .toList());
    }

    /** Pieces of 0 to {@code largest} bytes. */
    static Pieces random(Random random, int largest, int total) {
        var lengths = new ArrayList<Integer>();
        for (int left = total; left > 0; left -= lengths.getLast()) {
            lengths.add(Math.min(left, random.nextInt(largest + 1)));
        }
        return new Pieces(lengths);
    }

    void feed(EventStreamParser parser, byte[] stream) {
        int from = 0;
        for (int length : lengths) {
            // A piece of its own, so that nothing beyond its end can be seen.
            byte[] piece = Arrays.copyOfRange(stream, from, from + length);
            parser.feed(piece, 0, length);
            from += length;
        }
        if (from != stream.length) {
            throw new IllegalStateException("pieces cover " + from + " of " + stream.length + " bytes");
        }
    }
}
