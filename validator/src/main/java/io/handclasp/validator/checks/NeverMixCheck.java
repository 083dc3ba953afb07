package io.handclasp.validator.checks;

import io.handclasp.core.Status;
import io.handclasp.core.time.Deadline;
import io.handclasp.validator.model.Check;
import io.handclasp.validator.model.CheckOutcome;
import io.handclasp.websocket.AuthOutcome;
import io.handclasp.websocket.WebSocketAuthenticator;
import io.handclasp.websocket.token.BearerToken;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Whether handshakes of two users that arrive together each get the identity of their own token. Subjects are never shown. */
record NeverMixCheck(AuthCheckSettings settings) implements Check {
    private static final int PAIRS = 25;

    @Override
    public CheckOutcome run(Deadline deadline) throws Exception {
        Optional<BearerToken> second = settings.tokens().get(TestTokens.Kind.SECOND_USER);
        if (second.isEmpty()) {
            return CheckOutcome.skipped("the host supplies no second user (TestTokens.withSecondUser)");
        }
        BearerToken one = settings.tokens().good();
        BearerToken other = second.get();
        AuthOutcome ofOne = settings.ask(one, deadline);
        AuthOutcome ofOther = settings.ask(other, deadline);
        if (!(ofOne instanceof AuthOutcome.Authenticated first)
                || !(ofOther instanceof AuthOutcome.Authenticated next)) {
            return CheckOutcome.failed("one user was " + AuthCheckSettings.words(ofOne) + ", and the other one was "
                    + AuthCheckSettings.words(ofOther));
        }
        List<String> subjects =
                List.of(first.identity().subject(), next.identity().subject());
        if (subjects.get(0).equals(subjects.get(1))) {
            Optional<String> claimed = TokenForgery.claimedSubject(one);
            return claimed.isPresent() && !claimed.equals(TokenForgery.claimedSubject(other))
                    ? CheckOutcome.failed("the tokens name two subjects, and both were admitted as one")
                    : CheckOutcome.unknown("both tokens are of one user: supply one of another user");
        }
        CheckOutcome live = together(settings.authenticator(), List.of(one, other), subjects, deadline);
        return live.status() == Status.PASS ? cold(List.of(one, other), subjects, live, deadline) : live;
    }

    /** Once more with nothing remembered, where that can be had: verdicts are then on their way at the same time. */
    private CheckOutcome cold(List<BearerToken> tokens, List<String> subjects, CheckOutcome live, Deadline deadline)
            throws Exception {
        Rehearsal opened;
        try {
            opened = Rehearsal.of(settings);
        } catch (IllegalStateException cannot) {
            return live;
        }
        try (Rehearsal rehearsal = opened) {
            return together(rehearsal.copy(), tokens, subjects, deadline);
        }
    }

    private CheckOutcome together(
            WebSocketAuthenticator judge, List<BearerToken> tokens, List<String> subjects, Deadline deadline)
            throws Exception {
        List<BearerToken> mixed = new ArrayList<>();
        for (int i = 0; i < PAIRS; i++) {
            mixed.addAll(tokens);
        }
        List<AuthOutcome> outcomes = settings.askAll(judge, mixed, deadline);
        for (int i = 0; i < outcomes.size(); i++) {
            if (!(outcomes.get(i) instanceof AuthOutcome.Authenticated admitted)) {
                return CheckOutcome.failed("among " + outcomes.size() + " handshakes of two users at once, one was "
                        + AuthCheckSettings.words(outcomes.get(i)));
            }
            if (!admitted.identity().subject().equals(subjects.get(i % 2))) {
                return CheckOutcome.failed("a user was admitted as somebody else");
            }
        }
        return CheckOutcome.passed(outcomes.size() + " handshakes of two users at once each got their own identity");
    }
}
