package io.handclasp.examples.quickstart.comparison;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.List;
import java.util.Random;

/**
 * The fate of one call after the other, in shuffled blocks of 100, so that each contender meets the same share of each
 * fault. Two schedules of one seed are equal. Thread-safe.
 */
final class FaultSchedule {
    private final Random random;
    private final Deque<Fault> block = new ArrayDeque<>();

    FaultSchedule(long seed) {
        random = new Random(seed);
    }

    synchronized Fault next() {
        if (block.isEmpty()) {
            block.addAll(shuffledBlock());
        }
        return block.remove();
    }

    private List<Fault> shuffledBlock() {
        List<Fault> faults = new ArrayList<>();
        for (Fault fault : Fault.values()) {
            faults.addAll(Collections.nCopies(fault.perHundred(), fault));
        }
        Collections.shuffle(faults, random);
        return faults;
    }
}
