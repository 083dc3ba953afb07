package io.handclasp.probes.monitor;

import java.util.ArrayDeque;
import java.util.Deque;

/**
 * Watches how often verdicts change. The share is of a full window from the start, so that a few early changes are not many.
 */
final class FlapDetector {
    private final FlappingPolicy policy;
    private final Deque<Boolean> verdicts = new ArrayDeque<>();
    private int changes;
    private boolean flapping;

    FlapDetector(FlappingPolicy policy) {
        this.policy = policy;
    }

    void add(boolean good) {
        Boolean last = verdicts.peekLast();
        if (last != null && last != good) {
            changes++;
        }
        verdicts.addLast(good);
        if (verdicts.size() > policy.window()) {
            boolean oldest = verdicts.removeFirst();
            if (oldest != verdicts.getFirst()) {
                changes--;
            }
        }
        double rate = (double) changes / (policy.window() - 1);
        flapping = flapping ? rate > policy.stopRate() : rate >= policy.startRate();
    }

    boolean isFlapping() {
        return flapping;
    }
}
