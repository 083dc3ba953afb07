package io.handclasp.websocket.session;

import static org.assertj.core.api.Assertions.assertThat;

import io.handclasp.websocket.revocation.Revocation;
import io.handclasp.websocket.verify.Identity;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** Whatever a host does with its guard, the guard agrees with a model of it that has no wheel, no index and no queue. */
class SessionGuardPropertyTests {
    private enum Action {
        OPEN,
        END,
        RENEW,
        RENEW_AS_OTHER,
        REVOKE_SUBJECT,
        REVOKE_LOGIN,
        REVOKE_TOKEN,
        CLOSE_WHERE,
        PASS
    }

    /** One step: what, and a number that says with whom or how long. */
    private record Step(Action action, int number) {}

    @Provide
    Arbitrary<List<Step>> steps() {
        return Combinators.combine(
                        Arbitraries.of(Action.class), Arbitraries.integers().between(0, 200))
                .as(Step::new)
                .list()
                .ofMinSize(1)
                .ofMaxSize(80);
    }

    private static final class Model {
        final SessionFixture.Handle handle = new SessionFixture.Handle();
        SessionGate gate;
        Identity identity;
        boolean open;
        boolean mayClose;
    }

    @Property(tries = 400)
    void guardWhenUsedInAnyOrderThenAgreesWithTheModel(@ForAll("steps") List<Step> steps) {
        try (SessionFixture fixture = new SessionFixture()) {
            List<Model> models = new ArrayList<>();
            int[] ids = {0};
            for (Step step : steps) {
                apply(step, fixture, models, ids);
                for (Model model : models) {
                    expire(model, fixture);
                    assertThat(model.gate.isOpen()).as("after %s", step).isEqualTo(model.open);
                }
                assertThat(fixture.guard.size())
                        .isBetween(
                                (int) models.stream()
                                        .filter(model -> model.open)
                                        .count(),
                                models.size());
            }
            fixture.pass(Duration.ofSeconds(1));
            models.forEach(model -> expire(model, fixture));
            assertThat(fixture.guard.size())
                    .isEqualTo((int) models.stream().filter(model -> model.open).count());
            assertThat(models)
                    .allSatisfy(
                            model -> assertThat(model.handle.closes).hasSize(!model.open && model.mayClose ? 1 : 0));
        }
    }

    private static void expire(Model model, SessionFixture fixture) {
        if (model.open
                && !fixture.time.now().isBefore(model.identity.expiresAt().orElseThrow())) {
            model.open = false;
            model.mayClose = true;
        }
    }

    private static Identity identity(SessionFixture fixture, int number, int[] ids) {
        return fixture.token("user-" + number % 3, Duration.ofSeconds(10 + number))
                .sessionId("login-" + number % 5)
                .tokenId("token-" + ids[0]++)
                .build();
    }

    private static void apply(Step step, SessionFixture fixture, List<Model> models, int[] ids) {
        int number = step.number();
        Model chosen = models.isEmpty() ? null : models.get(number % models.size());
        switch (step.action()) {
            case OPEN -> {
                Model model = new Model();
                model.identity = identity(fixture, number, ids);
                boolean revoked = fixture.revocations.isRevoked(model.identity);
                model.gate = fixture.open(model.identity, model.handle);
                model.open = !revoked;
                model.mayClose = revoked;
                models.add(model);
            }
            case END -> {
                if (chosen != null) {
                    expire(chosen, fixture);
                    // What is past its end without having been looked at ends without being closed.
                    boolean wasClosed = !chosen.handle.closes.isEmpty();
                    chosen.gate.ended();
                    chosen.open = false;
                    chosen.mayClose = wasClosed;
                }
            }
            case RENEW, RENEW_AS_OTHER -> {
                if (chosen != null) {
                    renew(step, fixture, chosen, ids);
                }
            }
            case REVOKE_SUBJECT ->
                revoke(
                        fixture,
                        models,
                        new Revocation.OfSubject(
                                Optional.of(SessionFixture.ISSUER), "user-" + number % 3, fixture.time.now()));
            case REVOKE_LOGIN ->
                revoke(fixture, models, new Revocation.OfSession(Optional.empty(), "login-" + number % 5));
            case REVOKE_TOKEN ->
                revoke(fixture, models, new Revocation.OfToken(Optional.empty(), "token-" + number % (ids[0] + 1)));
            case CLOSE_WHERE -> {
                String subject = "user-" + number % 3;
                fixture.guard.closeWhere(identity -> identity.subject().equals(subject));
                shut(models, model -> model.identity.subject().equals(subject));
            }
            case PASS -> fixture.pass(Duration.ofMillis(number * 100L));
        }
    }

    private static void renew(Step step, SessionFixture fixture, Model chosen, int[] ids) {
        Identity fresh = step.action() == Action.RENEW_AS_OTHER
                ? fixture.token("mallory").build()
                : fixture.token(chosen.identity.subject(), Duration.ofSeconds(10 + step.number()))
                        .sessionId(chosen.identity.sessionId().orElseThrow())
                        .tokenId("token-" + ids[0]++)
                        .build();
        boolean revoked = fixture.revocations.isRevoked(fresh);
        Renewal renewal = fixture.renew(chosen.gate, fresh);
        if (!chosen.open) {
            assertThat(renewal).isEqualTo(new Renewal.Ended());
        } else if (revoked) {
            assertThat(renewal).isInstanceOf(Renewal.Refused.class);
        } else if (step.action() == Action.RENEW_AS_OTHER) {
            assertThat(renewal).isEqualTo(new Renewal.OtherSubject());
            chosen.open = false;
            chosen.mayClose = true;
        } else {
            assertThat(renewal).isInstanceOf(Renewal.Renewed.class);
            chosen.identity = fresh;
        }
    }

    private static void revoke(SessionFixture fixture, List<Model> models, Revocation revocation) {
        fixture.guard.revoke(revocation);
        shut(models, model -> revocation.covers(model.identity));
    }

    private static void shut(List<Model> models, java.util.function.Predicate<Model> which) {
        for (Model model : models) {
            if (model.open && which.test(model)) {
                model.open = false;
                model.mayClose = true;
            }
        }
    }
}
