package io.handclasp.websocket.transport;

import io.handclasp.websocket.verify.UnavailableReason;
import io.handclasp.websocket.verify.VerifierUnavailableException;
import java.io.ByteArrayOutputStream;
import java.net.http.HttpResponse;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Flow;
import org.jspecify.annotations.Nullable;

/**
 * Reads a body up to a limit and completes the response itself, on the thread that brings the last byte. Its methods
 * are called one after another ({@link Flow}, rule 1.3), so its fields need no lock.
 */
final class CappedBody implements HttpResponse.BodySubscriber<Void> {
    private final HttpResponse.ResponseInfo info;
    private final int maxBytes;
    private final CompletableFuture<TransportResponse> response;
    private final CompletableFuture<@Nullable Void> done = new CompletableFuture<>();
    private final ByteArrayOutputStream body = new ByteArrayOutputStream(512);
    private Flow.@Nullable Subscription subscription;

    CappedBody(HttpResponse.ResponseInfo info, int maxBytes, CompletableFuture<TransportResponse> response) {
        this.info = info;
        this.maxBytes = maxBytes;
        this.response = response;
    }

    @Override
    @SuppressWarnings("NullAway") // BodySubscriber<Void> can only ever complete with null
    public CompletionStage<Void> getBody() {
        return done;
    }

    @Override
    public void onSubscribe(Flow.Subscription subscription) {
        this.subscription = subscription;
        subscription.request(Long.MAX_VALUE);
    }

    @Override
    public void onNext(List<ByteBuffer> buffers) {
        for (ByteBuffer buffer : buffers) {
            if (body.size() + buffer.remaining() > maxBytes) {
                tooLarge();
                return;
            }
            byte[] bytes = new byte[buffer.remaining()];
            buffer.get(bytes);
            body.writeBytes(bytes);
        }
    }

    private void tooLarge() {
        if (subscription != null) {
            subscription.cancel();
        }
        VerifierUnavailableException failure = new VerifierUnavailableException(
                UnavailableReason.UNREADABLE_RESPONSE,
                "the auth service's answer has more than " + maxBytes + " bytes");
        response.completeExceptionally(failure);
        done.completeExceptionally(failure);
    }

    @Override
    public void onError(Throwable failure) {
        done.completeExceptionally(failure);
    }

    @Override
    public void onComplete() {
        response.complete(
                new TransportResponse(info.statusCode(), info.headers().map(), body.toString(StandardCharsets.UTF_8)));
        done.complete(null);
    }
}
