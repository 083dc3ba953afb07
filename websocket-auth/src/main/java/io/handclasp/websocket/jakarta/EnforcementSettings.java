package io.handclasp.websocket.jakarta;

import io.handclasp.websocket.FirstMessagePolicy;
import io.handclasp.websocket.session.SessionGuard;
import java.util.Objects;
import java.util.Optional;

/**
 * How {@link HandshakeConfigurator} enforces verdicts. Immutable.
 *
 * @param limits how much is held until the verdict
 * @param refusals how a refusal is told that needs no waiting
 * @param firstMessage how a token may come as the first message; empty when it may not
 * @param sessionGuard holds open sessions to their tokens; empty when they outlive them
 * @param warning tells clients that their tokens will expire
 */
public record EnforcementSettings(
        HoldLimits limits,
        RefusalAnswer refusals,
        Optional<FirstMessagePolicy> firstMessage,
        Optional<SessionGuard> sessionGuard,
        ExpiryWarning warning) {
    private static final int BYTES_OF_A_CHARACTER = 2;

    /**
     * Checks each setting.
     *
     * @throws IllegalArgumentException when the first message is the host's, too, and the limits have no room to hold it
     */
    public EnforcementSettings {
        Objects.requireNonNull(limits, "limits");
        Objects.requireNonNull(refusals, "refusals");
        Objects.requireNonNull(sessionGuard, "sessionGuard");
        Objects.requireNonNull(warning, "warning");
        firstMessage.ifPresent(policy -> requireRoom(policy, limits));
    }

    private static void requireRoom(FirstMessagePolicy policy, HoldLimits limits) {
        long needed = (long) BYTES_OF_A_CHARACTER * policy.carrier().maxLength();
        if (policy.carrier().format().isForHost() && (limits.messages() < 1 || limits.bytes() < needed)) {
            throw new IllegalArgumentException("limits was " + limits + ", must hold at least 1 message of " + needed
                    + " bytes: the first message is held for the endpoint, and may have "
                    + policy.carrier().maxLength() + " characters");
        }
    }

    /**
     * {@link HoldLimits#standard()}, {@link RefusalAnswer#CLOSE_CODE}, no first message, no guard.
     *
     * @return the default
     */
    public static EnforcementSettings standard() {
        return new EnforcementSettings(
                HoldLimits.standard(),
                RefusalAnswer.CLOSE_CODE,
                Optional.empty(),
                Optional.empty(),
                ExpiryWarning.NONE);
    }

    /**
     * Other limits.
     *
     * @param limits how much is held until the verdict
     * @return the changed settings
     */
    public EnforcementSettings withLimits(HoldLimits limits) {
        return new EnforcementSettings(limits, refusals, firstMessage, sessionGuard, warning);
    }

    /**
     * Another way to refuse.
     *
     * @param refusals how a refusal is told that needs no waiting
     * @return the changed settings
     */
    public EnforcementSettings withRefusals(RefusalAnswer refusals) {
        return new EnforcementSettings(limits, refusals, firstMessage, sessionGuard, warning);
    }

    /**
     * Takes the first text message for the token where the handshake brings none. Such an endpoint must not stand behind an
     * {@link io.handclasp.websocket.servlet.AuthenticationFilter}: that refuses who brings no token before there can be a
     * message.
     *
     * @param policy how the message is read and how long it is waited for
     * @return the changed settings
     */
    public EnforcementSettings withFirstMessage(FirstMessagePolicy policy) {
        return new EnforcementSettings(limits, refusals, Optional.of(policy), sessionGuard, warning);
    }

    /**
     * Holds open sessions to their tokens: they are closed when the token ends or is revoked, and before that no message passes in
     * either direction. {@link Handclasp#gate} renews them.
     *
     * @param guard the guard; the host closes it
     * @return the changed settings
     */
    public EnforcementSettings withSessionGuard(SessionGuard guard) {
        return withSessionGuard(guard, ExpiryWarning.NONE);
    }

    /**
     * Holds open sessions to their tokens, and warns clients before these end.
     *
     * @param guard the guard, of which the policy says how long before
     * @param warning tells a client that its token will expire
     * @return the changed settings
     */
    public EnforcementSettings withSessionGuard(SessionGuard guard, ExpiryWarning warning) {
        return new EnforcementSettings(limits, refusals, firstMessage, Optional.of(guard), warning);
    }
}
