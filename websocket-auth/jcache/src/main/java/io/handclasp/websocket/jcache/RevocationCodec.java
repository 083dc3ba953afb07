package io.handclasp.websocket.jcache;

import io.handclasp.websocket.revocation.Revocation;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.time.Instant;
import java.util.Optional;

/** Revocations as bytes. Without state. */
final class RevocationCodec {
    private RevocationCodec() {}

    static byte[] bytesOf(KnownRevocation known) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(128);
        try (DataOutputStream out = new DataOutputStream(bytes)) {
            Plain.instant(out, known.endsAt());
            Revocation revocation = known.revocation();
            Plain.optionalText(out, revocation.issuer());
            if (revocation instanceof Revocation.OfToken token) {
                out.writeByte('t');
                Plain.text(out, token.tokenId());
            } else if (revocation instanceof Revocation.OfSession session) {
                out.writeByte('s');
                Plain.text(out, session.sessionId());
            } else if (revocation instanceof Revocation.OfSubject subject) {
                out.writeByte('u');
                Plain.text(out, subject.subject());
                Plain.instant(out, subject.issuedBefore());
            }
        } catch (IOException impossible) {
            throw new IllegalStateException("writing into memory does not fail", impossible);
        }
        return bytes.toByteArray();
    }

    /** Empty for bytes of another form. */
    static Optional<KnownRevocation> read(byte[] bytes) {
        try (DataInputStream in = new DataInputStream(new ByteArrayInputStream(bytes))) {
            Instant endsAt = Plain.instant(in);
            Revocation revocation = revocation(in);
            return in.available() == 0 ? Optional.of(new KnownRevocation(revocation, endsAt)) : Optional.empty();
        } catch (IOException | IllegalArgumentException otherForm) {
            return Optional.empty();
        }
    }

    private static Revocation revocation(DataInputStream in) throws IOException {
        Optional<String> issuer = Plain.optionalText(in);
        char kind = (char) in.readByte();
        String id = Plain.text(in);
        return switch (kind) {
            case 't' -> new Revocation.OfToken(issuer, id);
            case 's' -> new Revocation.OfSession(issuer, id);
            case 'u' -> new Revocation.OfSubject(issuer, id, Plain.instant(in));
            default -> throw new IOException("an unknown kind");
        };
    }
}
