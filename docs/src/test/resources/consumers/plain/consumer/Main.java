package consumer;

import io.handclasp.core.Finding;
import io.handclasp.core.Status;
import io.handclasp.core.json.JsonReports;
import io.handclasp.core.json.JsonText;
import io.handclasp.core.time.Deadline;
import io.handclasp.core.time.TimeSource;
import io.handclasp.drift.ConfigSource;
import io.handclasp.drift.Environment;
import io.handclasp.drift.baseline.Baseline;
import io.handclasp.drift.baseline.BaselineFile;
import io.handclasp.drift.baseline.Expect;
import io.handclasp.drift.detect.DriftDetector;
import io.handclasp.drift.report.DriftReport;
import io.handclasp.drift.report.ExitCodes;
import io.handclasp.drift.source.ConfigFormat;
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
        System.out.println("yaml baseline=" + yamlBaseline());
        DriftReport report = yamlReport();
        System.out.println("yaml source=" + report.status() + ", exit code " + report.exitCode(ExitCodes.standard())
                + ", " + report.findings().get(0).message());
        System.out.println("phases=" + ValidationPhase.values().length);
    }

    private static String yamlBaseline() {
        try {
            return BaselineFile.parse("file", "handclasp-baseline: 1\nname: read").build().name();
        } catch (IllegalStateException missing) {
            return missing.getMessage();
        }
    }

    private static DriftReport yamlReport() {
        return DriftDetector.builder("chat")
                .environment(Environment.STAGING)
                .baseline(Baseline.builder("b").expect("A", Expect.present()).build())
                .source(ConfigSources.text("file", ConfigFormat.YAML, () -> "A: 1"))
                .build()
                .check();
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
