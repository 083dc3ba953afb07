package io.handclasp.examples.benchmarks;

import java.util.List;

/** One after another, and again from the first; for one thread. */
final class RoundRobin<T> {
    private final List<T> all;
    private int next;

    RoundRobin(List<? extends T> all) {
        this.all = List.copyOf(all);
    }

    T next() {
        T one = all.get(next);
        next = next + 1 == all.size() ? 0 : next + 1;
        return one;
    }
}
