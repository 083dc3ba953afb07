package io.handclasp.websocket.jakarta;

import io.handclasp.websocket.FirstMessagePolicy;
import java.util.Objects;
import java.util.Optional;

/**
 * How {@link HandshakeConfigurator} enforces verdicts. Immutable.
 *
 * @param limits how much is held until the verdict
 * @param refusals how a refusal is told that needs no waiting
 * @param firstMessage how a token may come as the first message; empty when it may not
 */
public record EnforcementSettings(
        HoldLimits limits, RefusalAnswer refusals, Optional<FirstMessagePolicy> firstMessage) {
    private static final int BYTES_OF_A_CHARACTER = 2;

    /**
     * Checks each setting.
     *
     * @throws IllegalArgumentException when the first message is the host's, too, and the limits have no room to hold it
     */
    public EnforcementSettings {
        Objects.requireNonNull(limits, "limits");
        Objects.requireNonNull(refusals, "refusals");
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
     * {@link HoldLimits#standard()}, {@link RefusalAnswer#CLOSE_CODE}, no first message.
     *
     * @return the default
     */
    public static EnforcementSettings standard() {
        return new EnforcementSettings(HoldLimits.standard(), RefusalAnswer.CLOSE_CODE, Optional.empty());
    }

    /**
     * Other limits.
     *
     * @param limits how much is held until the verdict
     * @return the changed settings
     */
    public EnforcementSettings withLimits(HoldLimits limits) {
        return new EnforcementSettings(limits, refusals, firstMessage);
    }

    /**
     * Another way to refuse.
     *
     * @param refusals how a refusal is told that needs no waiting
     * @return the changed settings
     */
    public EnforcementSettings withRefusals(RefusalAnswer refusals) {
        return new EnforcementSettings(limits, refusals, firstMessage);
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
        return new EnforcementSettings(limits, refusals, Optional.of(policy));
    }
}
