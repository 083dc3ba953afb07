package io.handclasp.examples.quickstart.validation;

import io.handclasp.core.Secret;
import io.handclasp.core.time.Deadline;
import io.handclasp.examples.quickstart.agent.AuthService;
import io.handclasp.examples.quickstart.agent.TokenIssuer;
import io.handclasp.validator.checks.TestTokens;
import java.util.concurrent.atomic.AtomicInteger;

/** Test users of the embedded system, and what they log in with. Thread-safe. */
final class AgentUsers {
    private final TokenIssuer tokens;
    private final AtomicInteger count = new AtomicInteger();

    AgentUsers(AuthService authService) {
        this.tokens = authService.tokens();
    }

    /** A good token of a user whom nobody has seen before. */
    Secret newUser() {
        return Secret.of(tokens.valid("user-" + count.incrementAndGet()));
    }

    /** The same as a login of the validator's. */
    Secret login(int user, Deadline deadline) {
        return newUser();
    }

    /** A good token of another service. */
    Secret newService() {
        return Secret.of(tokens.ofService("service-" + count.incrementAndGet()));
    }

    /** The same as a login of the validator's. */
    Secret serviceLogin(int number, Deadline deadline) {
        return newService();
    }

    /** One token of each kind that is to be admitted or refused. */
    TestTokens testTokens() {
        return TestTokens.of(() -> Secret.of(tokens.valid("alice")))
                .withSecondUser(() -> Secret.of(tokens.valid("bob")))
                .withExpired(() -> Secret.of(tokens.expired("alice")))
                .withNotYetValid(() -> Secret.of(tokens.notYetValid("alice")))
                .withWrongAudience(() -> Secret.of(tokens.forAnotherService("alice")))
                .withWrongIssuer(() -> Secret.of(tokens.ofAnotherIssuer("alice")));
    }
}
