package io.handclasp.websocket.verifiers;

import org.jspecify.annotations.Nullable;

/**
 * All that a signed token must be, apart from signed.
 *
 * @param header the rules for its header
 * @param claims the rules for its claims
 * @param maxTokenLength how long it may be, in characters
 * @param subjectRequired whether it must be about somebody
 * @param tenantClaim the claim that holds the subject's organisation, null for none
 */
record TokenRules(
        HeaderRules header,
        ClaimRules claims,
        int maxTokenLength,
        boolean subjectRequired,
        @Nullable String tenantClaim) {}
