package consumer;

import io.handclasp.core.Finding;
import io.handclasp.core.Status;
import io.handclasp.core.json.JsonReports;
import io.handclasp.core.json.JsonText;
import io.handclasp.core.time.Deadline;
import io.handclasp.core.time.TimeSource;
import io.handclasp.drift.ConfigSource;
import io.handclasp.drift.source.ConfigSources;
import io.handclasp.probes.Probe;
import io.handclasp.probes.ProbeOutcome;
import io.handclasp.validator.model.ValidationPhase;
import io.handclasp.websocket.AuthOutcome;
import io.handclasp.websocket.WebSocketAuthenticator;
import io.handclasp.websocket.handshake.HandshakeRequest;
import io.handclasp.websocket.verify.Identity;
import io.handclasp.websocket.verify.RejectReason;
import io.handclasp.websocket.verify.Verification;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;

/** A host that uses something of each of the five modules. */
public final class Main {
    private Main() {}

    public static void main(String[] args) throws Exception {
        Deadline deadline = Deadline.after(Duration.ofSeconds(5), TimeSource.system());
        System.out.println("module=" + Main.class.getModule().getName());
        System.out.println("named=" + WebSocketAuthenticator.class.getModule().isNamed());
        System.out.println(
                "jakarta=" + ModuleLayer.boot().findModule("jakarta.websocket").isPresent());
        System.out.println("status=" + Status.aggregate(List.of(Status.PASS, Status.WARN)));
        System.out.println("json=" + JsonText.compact(JsonReports.finding(Finding.of("a.b", Status.PASS, "s", "m"))));
        try (WebSocketAuthenticator authenticator = authenticator()) {
            System.out.println("good=" + describe(authenticator.authenticate(bearing("good"))));
            System.out.println("bad=" + describe(authenticator.authenticate(bearing("bad"))));
        }
        Probe probe = limit -> limit.isExpired() ? ProbeOutcome.unknown("late") : ProbeOutcome.up("works");
        System.out.println("probe=" + probe.check(deadline).status());
        ConfigSource source = ConfigSources.of("host", () -> Map.of("heartbeat", "30s", "password", "hunter2"));
        System.out.println("config=" + source.read(deadline));
        System.out.println("phases=" + ValidationPhase.values().length);
    }

    private static WebSocketAuthenticator authenticator() {
        return WebSocketAuthenticator.builder()
                .verifier((token, limit) -> CompletableFuture.completedFuture(
                        token.reveal().equals("good")
                                ? new Verification.Valid(Identity.builder("alice").build())
                                : new Verification.Invalid(RejectReason.INACTIVE)))
                .build();
    }

    private static HandshakeRequest bearing(String token) {
        return HandshakeRequest.builder()
                .header("Authorization", "Bearer " + token)
                .build();
    }

    private static String describe(AuthOutcome outcome) {
        if (outcome instanceof AuthOutcome.Authenticated admitted) {
            return admitted.identity().subject();
        }
        return outcome instanceof AuthOutcome.Refusal refusal ? "HTTP " + refusal.httpStatus() : "?";
    }
}
