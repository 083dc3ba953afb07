package io.handclasp.websocket.observe;

import jdk.jfr.Category;
import jdk.jfr.Description;
import jdk.jfr.Event;
import jdk.jfr.Label;
import jdk.jfr.Name;
import jdk.jfr.StackTrace;
import org.jspecify.annotations.Nullable;

/** What happens to sessions, as JDK Flight Recorder keeps it: like {@link FlightEvents}, without subjects and ids. */
final class SessionFlightEvents {
    private SessionFlightEvents() {}

    static void write(AuthEvent happened) {
        if (happened instanceof AuthEvent.SessionClosed closed) {
            SessionClosed event = new SessionClosed();
            if (event.isEnabled()) {
                event.end = closed.end().name();
                event.commit();
            }
        } else if (happened instanceof AuthEvent.SessionRenewal renewal) {
            SessionRenewal event = new SessionRenewal();
            if (event.isEnabled()) {
                event.result = renewal.result().name();
                event.detail = renewal.detail();
                event.commit();
            }
        } else if (happened instanceof AuthEvent.RevocationApplied applied) {
            RevocationApplied event = new RevocationApplied();
            if (event.isEnabled()) {
                event.kind = applied.kind();
                event.kept = applied.kept();
                event.sessionsClosed = applied.sessionsClosed();
                event.commit();
            }
        }
    }

    @Name("io.handclasp.SessionClosed")
    @Label("Session Closed")
    @Description("An open session was closed because of its token")
    @Category("Handclasp")
    @StackTrace(false)
    static final class SessionClosed extends Event {
        @Label("End")
        @Nullable
        String end;
    }

    @Name("io.handclasp.SessionRenewal")
    @Label("Session Renewal")
    @Description("A session was to be renewed with a fresh token")
    @Category("Handclasp")
    @StackTrace(false)
    static final class SessionRenewal extends Event {
        @Label("Result")
        @Nullable
        String result;

        @Label("Detail")
        @Nullable
        String detail;
    }

    @Name("io.handclasp.RevocationApplied")
    @Label("Revocation Applied")
    @Description("A revocation reached the sessions of this node")
    @Category("Handclasp")
    @StackTrace(false)
    static final class RevocationApplied extends Event {
        @Label("Kind")
        @Nullable
        String kind;

        @Label("Kept")
        boolean kept;

        @Label("Sessions Closed")
        int sessionsClosed;
    }
}
