package io.handclasp.probes.net;

import io.handclasp.core.time.Deadline;
import io.handclasp.probes.Probe;
import io.handclasp.probes.ProbeOutcome;

/** A probe of something outside this process. */
final class RemoteProbe implements Probe {
    private final Probe probe;

    RemoteProbe(Probe probe) {
        this.probe = probe;
    }

    @Override
    public ProbeOutcome check(Deadline deadline) throws Exception {
        return probe.check(deadline);
    }

    @Override
    public boolean isRemote() {
        return true;
    }
}
