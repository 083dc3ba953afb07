package io.handclasp.websocket.jcache;

import io.handclasp.websocket.resilience.SharedVerdict;
import io.handclasp.websocket.verify.Identity;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.Optional;
import java.util.Set;

/** Verdicts as bytes. Without state. */
final class VerdictCodec {
    private VerdictCodec() {}

    /** Empty for a verdict that is too large, or holds what is no JSON value. */
    static Optional<byte[]> bytesOf(SharedVerdict verdict) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(512);
        try (DataOutputStream out = new DataOutputStream(bytes)) {
            Plain.instant(out, verdict.judgedAt());
            Identity identity = verdict.identity();
            Plain.text(out, identity.subject());
            Plain.optionalText(out, identity.issuer());
            Plain.words(out, identity.audience());
            Plain.words(out, identity.scopes());
            Plain.optionalText(out, identity.tenant());
            Plain.optionalText(out, identity.tokenId());
            Plain.optionalText(out, identity.sessionId());
            Plain.optionalInstant(out, identity.issuedAt());
            Plain.optionalInstant(out, identity.expiresAt());
            Plain.map(out, identity.claims());
        } catch (IOException noJson) {
            return Optional.empty();
        }
        return bytes.size() > Seal.MAX_PLAIN ? Optional.empty() : Optional.of(bytes.toByteArray());
    }

    /** Empty for bytes of another form. */
    static Optional<SharedVerdict> read(byte[] bytes) {
        try (DataInputStream in = new DataInputStream(new ByteArrayInputStream(bytes))) {
            var judgedAt = Plain.instant(in);
            Identity identity = new Identity(
                    Plain.text(in),
                    Plain.optionalText(in),
                    Set.copyOf(Plain.words(in)),
                    Set.copyOf(Plain.words(in)),
                    Plain.optionalText(in),
                    Plain.optionalText(in),
                    Plain.optionalText(in),
                    Plain.optionalInstant(in),
                    Plain.optionalInstant(in),
                    Plain.map(in, 0));
            return in.available() == 0 ? Optional.of(new SharedVerdict(identity, judgedAt)) : Optional.empty();
        } catch (IOException | IllegalArgumentException otherForm) {
            return Optional.empty();
        }
    }
}
