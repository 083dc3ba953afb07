package io.handclasp.drift.detect;

import io.handclasp.core.time.Deadline;
import io.handclasp.core.time.TimeSource;
import io.handclasp.drift.ConfigSource;
import io.handclasp.drift.ConfigValue;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** One reading of a source on the host's executor. Given up, it may still keep a thread there; then it is remembered. */
final class SourceRead {
    private final String name;
    private final ConfigSource source;
    private final TimeSource time;
    /** Those that were given up and have not come back; safe for many threads. */
    private final Set<SourceRead> hung;

    private volatile Instant since;
    private volatile boolean over;

    SourceRead(String name, ConfigSource source, TimeSource time, Set<SourceRead> hung) {
        this.name = name;
        this.source = source;
        this.time = time;
        this.hung = hung;
        this.since = time.now();
    }

    String name() {
        return name;
    }

    Map<String, ConfigValue> run(Deadline deadline) throws Exception {
        since = time.now();
        try {
            return source.read(deadline);
        } finally {
            over = true;
            hung.remove(this);
        }
    }

    /** Nobody waits for it any more. It may come back at this very moment. */
    void giveUp() {
        hung.add(this);
        if (over) {
            hung.remove(this);
        }
    }

    Reading stillRead() {
        return new Reading.Unreadable(
                name, "it is still being read since " + since + " and is not started again", Optional.empty());
    }
}
