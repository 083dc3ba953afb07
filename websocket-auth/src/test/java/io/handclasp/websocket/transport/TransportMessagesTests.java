package io.handclasp.websocket.transport;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.net.URI;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class TransportMessagesTests {
    private static final URI ENDPOINT = URI.create("https://idp.example/introspect?tenant=hush");

    @Test
    void requestToStringWhenItHoldsSecretsThenOnlyMethodAndAddress() {
        TransportRequest request =
                new TransportRequest("POST", ENDPOINT, Map.of("Authorization", "Basic c2VjcmV0"), "token=opaque-4711");
        assertThat(request.toString())
                .contains("POST", "idp.example/introspect")
                .doesNotContain("hush", "c2VjcmV0", "4711", "Authorization");
    }

    @Test
    void requestWhenHeadersChangeOutsideThenItStays() {
        Map<String, String> headers = new HashMap<>(Map.of("A", "1"));
        TransportRequest request = new TransportRequest("GET", ENDPOINT, headers, "");
        headers.put("B", "2");
        assertThat(request.headers()).isEqualTo(Map.of("A", "1"));
        assertThatExceptionOfType(UnsupportedOperationException.class)
                .isThrownBy(() -> request.headers().clear());
    }

    @Test
    void requestWhenMethodIsBlankThenRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new TransportRequest("", ENDPOINT, Map.of(), ""))
                .withMessageContaining("method");
    }

    @Test
    void responseHeaderWhenNameIsInAnotherCaseThenItsFirstLine() {
        TransportResponse response =
                new TransportResponse(503, Map.of("retry-after", List.of("3", "4"), "Empty", List.of()), "");
        assertThat(response.header("Retry-After")).contains("3");
        assertThat(response.header("EMPTY")).isEmpty();
        assertThat(response.header("Other")).isEmpty();
        assertThatExceptionOfType(UnsupportedOperationException.class)
                .isThrownBy(() -> response.headers().get("Retry-After").add("5"));
    }

    @Test
    void responseToStringWhenBodyHoldsClaimsThenOnlyTheStatus() {
        assertThat(new TransportResponse(200, Map.of("Set-Cookie", List.of("s=1")), "{\"sub\":\"alice\"}"))
                .hasToString("TransportResponse[200]");
    }
}
