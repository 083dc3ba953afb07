package io.handclasp.probes.monitor;

import io.handclasp.probes.ProbeState;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;

/** The last incidents of one probe, the oldest first; only the last one may be open. */
final class IncidentLog {
    private final int size;
    private final Deque<Incident> incidents = new ArrayDeque<>();
    private Moment since;

    /** Nothing is known before this moment. */
    IncidentLog(int size, Moment beginning) {
        this.size = size;
        this.since = beginning;
    }

    /** From when on a fault of which nothing is known yet may have begun; of no effect in an incident. */
    void lastGood(Moment moment) {
        if (!isOpen()) {
            since = moment;
        }
    }

    void update(boolean incident, ProbeState known, Moment now) {
        if (incident && !isOpen()) {
            open(known, now);
        } else if (incident) {
            worsen(known);
        } else if (isOpen()) {
            Incident last = incidents.removeLast();
            incidents.addLast(new Incident(
                    last.detectedAt(),
                    Optional.of(now.at()),
                    last.worst(),
                    last.timeToDetect(),
                    Optional.of(now.since(since))));
            since = now;
        }
    }

    private void open(ProbeState known, Moment now) {
        if (incidents.size() == size) {
            incidents.removeFirst();
        }
        incidents.addLast(new Incident(now.at(), Optional.empty(), known, now.since(since), Optional.empty()));
    }

    private void worsen(ProbeState known) {
        Incident last = incidents.getLast();
        if (badness(known) > badness(last.worst())) {
            incidents.removeLast();
            incidents.addLast(
                    new Incident(last.detectedAt(), Optional.empty(), known, last.timeToDetect(), Optional.empty()));
        }
    }

    static int badness(ProbeState state) {
        return switch (state) {
            case DOWN -> 3;
            case UNKNOWN -> 2;
            case BLOCKED -> 1;
            case UP, WARN, SKIPPED -> 0;
        };
    }

    private boolean isOpen() {
        return !incidents.isEmpty() && incidents.getLast().isOpen();
    }

    List<Incident> all() {
        return List.copyOf(incidents);
    }

    DurationSummary timeToDetect() {
        return DurationSummary.of(incidents.stream().map(Incident::timeToDetect).toList());
    }

    DurationSummary timeToRecover() {
        List<Duration> known = incidents.stream()
                .flatMap(incident -> incident.timeToRecover().stream())
                .toList();
        return DurationSummary.of(known);
    }
}
