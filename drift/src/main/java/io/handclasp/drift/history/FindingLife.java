package io.handclasp.drift.history;

import java.time.Instant;
import java.util.Optional;

/**
 * What the kept runs say about one finding. Immutable.
 *
 * @param latest the finding as it was seen last
 * @param phase what became of it
 * @param present whether it was there in the newest run that could tell
 * @param firstSeen the time of the first kept run that has it; it may be older than the history
 * @param lastSeen the time of the last run that has it
 * @param resolvedAt the time of the first run since then that would have found it and did not; empty while it is there
 * @param seen how many runs have it
 * @param changes how often it came or went within the window of the {@link FlapPolicy}
 */
public record FindingLife(
        RecordedFinding latest,
        LifePhase phase,
        boolean present,
        Instant firstSeen,
        Instant lastSeen,
        Optional<Instant> resolvedAt,
        int seen,
        int changes) {}
