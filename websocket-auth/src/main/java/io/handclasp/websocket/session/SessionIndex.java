package io.handclasp.websocket.session;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Sessions by an id that several may share. Most ids have one session, which then takes no more than its place in the map. Not
 * thread-safe.
 */
final class SessionIndex {
    private final Map<String, Members> members = new HashMap<>();

    /** The sessions of one id. */
    interface Members {
        Members with(GuardedEntry entry);

        /** The rest; null when nobody is left. */
        @Nullable
        Members without(GuardedEntry entry);

        void each(Consumer<GuardedEntry> action);
    }

    /** Two sessions and more. */
    static final class Several implements Members {
        private final Set<GuardedEntry> entries = new HashSet<>();

        Several(GuardedEntry one, GuardedEntry other) {
            entries.add(one);
            entries.add(other);
        }

        @Override
        public Members with(GuardedEntry entry) {
            entries.add(entry);
            return this;
        }

        @Override
        public @Nullable Members without(GuardedEntry entry) {
            entries.remove(entry);
            return entries.size() == 1 ? entries.iterator().next() : this;
        }

        @Override
        public void each(Consumer<GuardedEntry> action) {
            entries.forEach(action);
        }
    }

    void add(String id, GuardedEntry entry) {
        Members there = members.get(id);
        members.put(id, there == null ? entry : there.with(entry));
    }

    void remove(String id, GuardedEntry entry) {
        members.computeIfPresent(id, (key, there) -> there.without(entry));
    }

    void each(String id, Consumer<GuardedEntry> action) {
        Members there = members.get(id);
        if (there != null) {
            there.each(action);
        }
    }

    void clear() {
        members.clear();
    }

    int size() {
        return members.size();
    }
}
