package io.handclasp.examples.quickstart.validation;

import io.handclasp.drift.Environment;
import io.handclasp.drift.Severity;
import io.handclasp.drift.baseline.Baseline;
import io.handclasp.drift.baseline.Expect;
import io.handclasp.drift.baseline.ValueType;
import io.handclasp.drift.detect.DriftDetector;
import io.handclasp.drift.rules.AuthKeys;
import io.handclasp.drift.rules.CloudRunNeeds;
import io.handclasp.drift.rules.RulePacks;
import io.handclasp.drift.rules.WebSocketKeys;
import io.handclasp.drift.source.ConfigFormat;
import io.handclasp.drift.source.ConfigSources;
import io.handclasp.examples.quickstart.agent.AgentSystem;

/** How the agent's service should be set up on its platform. */
final class AgentSettings {
    private AgentSettings() {}

    static DriftDetector detector(AgentSystem system) {
        Baseline baseline = Baseline.builder("agent")
                .rules(RulePacks.webSocketService(WebSocketKeys.standard()))
                .rules(RulePacks.auth(AuthKeys.standard()))
                .rules(RulePacks.cloudRun(CloudRunNeeds.standard()))
                .expect(
                        "WS_HANDSHAKE_BUDGET",
                        Expect.equalTo(system.policy().deadline().toMillis() + "ms")
                                .as(ValueType.DURATION)
                                .severity(Severity.CRITICAL)
                                .hint("describe the deadline that the code has"))
                .expect(
                        "AUTH_URL",
                        Expect.equalTo(system.authService().issuer().toString()).as(ValueType.URL))
                .expect("AUTH_KEY", Expect.present())
                .expect("WS_CLIENT_TIMEOUT", Expect.ofType(ValueType.DURATION))
                .expect(
                        "WS_HEARTBEAT",
                        Expect.equalTo("25s").as(ValueType.DURATION).severity(Severity.CRITICAL))
                .expect("WS_IDLE_TIMEOUT", Expect.equalTo("60s").as(ValueType.DURATION))
                .expect("FACTS_URL", Expect.ofType(ValueType.URL))
                .closed("WS_*")
                .build();
        return DriftDetector.builder("agent")
                .environment(Environment.PRODUCTION)
                .baseline(baseline)
                .source(ConfigSources.text("cloud-run.yaml", ConfigFormat.CLOUD_RUN, system::description))
                .build();
    }
}
