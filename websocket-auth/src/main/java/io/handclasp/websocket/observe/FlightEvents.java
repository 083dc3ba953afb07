package io.handclasp.websocket.observe;

import jdk.jfr.Category;
import jdk.jfr.Description;
import jdk.jfr.Event;
import jdk.jfr.Label;
import jdk.jfr.Name;
import jdk.jfr.StackTrace;
import jdk.jfr.Timespan;
import org.jspecify.annotations.Nullable;

/**
 * The events as JDK Flight Recorder keeps them. A recording goes to disk and to other people: neither tokens nor subjects nor
 * ids are in it. While no recording asks for an event, making one costs next to nothing.
 */
final class FlightEvents {
    private FlightEvents() {}

    static void write(AuthEvent happened) {
        if (happened instanceof AuthEvent.HandshakeDecided decided) {
            handshake(
                    decided.outcome(),
                    decided.detail(),
                    decided.source(),
                    decided.degraded(),
                    decided.attempts(),
                    decided.elapsed().toNanos());
        } else if (happened instanceof AuthEvent.CallFinished call) {
            write(call);
        } else if (happened instanceof AuthEvent.BreakerChanged change) {
            write(change);
        } else if (happened instanceof AuthEvent.LoadShed shed) {
            write(shed);
        } else if (happened instanceof AuthEvent.DegradedAdmission admission) {
            degraded(admission.mode(), "");
        } else if (happened instanceof AuthEvent.DegradedAdmissionJudged judged) {
            degraded(judged.mode(), judged.confirmed() ? "CONFIRMED" : "REFUSED");
        } else {
            SessionFlightEvents.write(happened);
        }
    }

    static void handshake(
            AuthEvent.Outcome outcome,
            String detail,
            String source,
            boolean degraded,
            int attempts,
            long elapsedNanos) {
        Handshake event = new Handshake();
        if (event.isEnabled()) {
            event.outcome = outcome.name();
            event.detail = detail;
            event.source = source;
            event.degraded = degraded;
            event.attempts = attempts;
            event.elapsed = elapsedNanos;
            event.commit();
        }
    }

    private static void write(AuthEvent.CallFinished call) {
        AuthCall event = new AuthCall();
        if (event.isEnabled()) {
            event.endpoint = call.endpoint();
            event.result = call.result().name();
            event.reason = call.reason().map(Enum::name).orElse("");
            event.elapsed = call.elapsed().toNanos();
            event.commit();
        }
    }

    private static void write(AuthEvent.BreakerChanged change) {
        BreakerTransition event = new BreakerTransition();
        if (event.isEnabled()) {
            event.endpoint = change.endpoint();
            event.from = change.from();
            event.to = change.to();
            event.commit();
        }
    }

    private static void write(AuthEvent.LoadShed shed) {
        LoadShed event = new LoadShed();
        if (event.isEnabled()) {
            event.endpoint = shed.endpoint();
            event.commit();
        }
    }

    private static void degraded(String mode, String judgedAgain) {
        DegradedAdmission event = new DegradedAdmission();
        if (event.isEnabled()) {
            event.mode = mode;
            event.judgedAgain = judgedAgain;
            event.commit();
        }
    }

    @Name("io.handclasp.Handshake")
    @Label("Handshake")
    @Description("A WebSocket handshake got its outcome")
    @Category("Handclasp")
    @StackTrace(false)
    static final class Handshake extends Event {
        @Label("Outcome")
        @Nullable
        String outcome;

        @Label("Detail")
        @Description("Why there was a refusal, or the incident's id; empty for an admitted client")
        @Nullable
        String detail;

        @Label("Source")
        @Description("How the verdict was reached; empty where there is none")
        @Nullable
        String source;

        @Label("Degraded")
        boolean degraded;

        @Label("Attempts")
        @Description("Calls until the verdict; 0 where there is none")
        int attempts;

        @Label("Elapsed")
        @Timespan(Timespan.NANOSECONDS)
        long elapsed;
    }

    @Name("io.handclasp.AuthCall")
    @Label("Auth Call")
    @Description("One call of an auth service's endpoint ended")
    @Category("Handclasp")
    @StackTrace(false)
    static final class AuthCall extends Event {
        @Label("Endpoint")
        @Nullable
        String endpoint;

        @Label("Result")
        @Nullable
        String result;

        @Label("Reason")
        @Description("Why there was no verdict; empty where there was one")
        @Nullable
        String reason;

        @Label("Elapsed")
        @Timespan(Timespan.NANOSECONDS)
        long elapsed;
    }

    @Name("io.handclasp.BreakerTransition")
    @Label("Breaker Transition")
    @Description("The circuit breaker of an endpoint changed its state")
    @Category("Handclasp")
    @StackTrace(false)
    static final class BreakerTransition extends Event {
        @Label("Endpoint")
        @Nullable
        String endpoint;

        @Label("From")
        @Nullable
        String from;

        @Label("To")
        @Nullable
        String to;
    }

    @Name("io.handclasp.LoadShed")
    @Label("Load Shed")
    @Description("A call was not made because this host had no room for it")
    @Category("Handclasp")
    @StackTrace(false)
    static final class LoadShed extends Event {
        @Label("Endpoint")
        @Nullable
        String endpoint;
    }

    @Name("io.handclasp.DegradedAdmission")
    @Label("Degraded Admission")
    @Description("A client was admitted in a degraded mode, or judged again after that")
    @Category("Handclasp")
    @StackTrace(false)
    static final class DegradedAdmission extends Event {
        @Label("Mode")
        @Nullable
        String mode;

        @Label("Judged Again")
        @Description("Empty when admitted, CONFIRMED or REFUSED when judged again")
        @Nullable
        String judgedAgain;
    }
}
