package io.handclasp.websocket.session;

import java.util.Arrays;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * A hashed timing wheel (Varghese and Lauck, SOSP 1987, scheme 6): sessions by the tick at which somebody should look at them
 * next. Adding and removing takes a step or two, however many there are. An entry whose time is more than a round away is
 * visited once in each round. Not thread-safe.
 */
final class ExpiryWheel {
    /** How often there is something to do: the sessions of a slot are late by this much at most. */
    static final long TICK_NANOS = 100_000_000L;

    private static final int SLOTS = 4_096;

    private final @Nullable GuardedEntry[] heads = new @Nullable GuardedEntry[SLOTS];
    private long originNanos;
    /** The last tick that was visited. */
    private long visited;

    private int size;

    int size() {
        return size;
    }

    /** Begins anew: nobody visited the ticks of an empty wheel. Not to be called by a visitor. */
    void startAt(long nowNanos) {
        originNanos = nowNanos;
        visited = 0;
    }

    void add(GuardedEntry entry, long dueNanos) {
        long tick = Math.floorDiv(dueNanos - originNanos + TICK_NANOS - 1, TICK_NANOS);
        link(entry, slotOf(Math.max(tick, visited + 1)));
    }

    private static int slotOf(long tick) {
        return (int) (tick & (SLOTS - 1));
    }

    private void link(GuardedEntry entry, int slot) {
        GuardedEntry head = heads[slot];
        entry.slot = slot;
        entry.previous = null;
        entry.next = head;
        if (head != null) {
            head.previous = entry;
        }
        heads[slot] = entry;
        size++;
    }

    void remove(GuardedEntry entry) {
        if (entry.slot == GuardedEntry.NO_SLOT) {
            return;
        }
        GuardedEntry previous = entry.previous;
        GuardedEntry next = entry.next;
        if (previous == null) {
            heads[entry.slot] = next;
        } else {
            previous.next = next;
        }
        if (next != null) {
            next.previous = previous;
        }
        unlink(entry);
    }

    private void unlink(GuardedEntry entry) {
        entry.slot = GuardedEntry.NO_SLOT;
        entry.previous = null;
        entry.next = null;
        size--;
    }

    /** Takes out the entries of all ticks up to now; the visitor puts back those whose time has not come. */
    void advance(long nowNanos, Consumer<GuardedEntry> visitor) {
        long target = Math.floorDiv(nowNanos - originNanos, TICK_NANOS);
        long from = Math.max(visited, target - SLOTS);
        for (long tick = from + 1; tick <= target; tick++) {
            visited = tick;
            takeOut(slotOf(tick), visitor);
        }
    }

    /** Takes out all; the visitor puts back those whose time has not come. */
    void visitAll(Consumer<GuardedEntry> visitor) {
        @Nullable GuardedEntry[] all = heads.clone();
        Arrays.fill(heads, null);
        for (GuardedEntry head : all) {
            takeOut(head, visitor);
        }
    }

    private void takeOut(int slot, Consumer<GuardedEntry> visitor) {
        GuardedEntry head = heads[slot];
        heads[slot] = null;
        takeOut(head, visitor);
    }

    private void takeOut(@Nullable GuardedEntry head, Consumer<GuardedEntry> visitor) {
        GuardedEntry entry = head;
        while (entry != null) {
            GuardedEntry next = entry.next;
            unlink(entry);
            visitor.accept(entry);
            entry = next;
        }
    }

    /** Shows all, in no order; nothing may be added or removed meanwhile. */
    void each(Consumer<GuardedEntry> action) {
        for (GuardedEntry head : heads) {
            for (GuardedEntry entry = head; entry != null; entry = entry.next) {
                action.accept(entry);
            }
        }
    }
}
