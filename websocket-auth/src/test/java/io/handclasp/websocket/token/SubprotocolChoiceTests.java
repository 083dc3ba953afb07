package io.handclasp.websocket.token;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class SubprotocolChoiceTests {
    @Test
    void chooseWhenHostSupportsAnOfferThenTheHostsFirst() {
        assertThat(SubprotocolChoice.choose(List.of("a", "b", "bearer", "token"), List.of("c", "b", "a")))
                .contains("b");
    }

    @Test
    void chooseWhenOnlyThePairIsOfferedThenBearer() {
        assertThat(SubprotocolChoice.choose(List.of("bearer", "token"), List.of("chat")))
                .contains("bearer");
        assertThat(SubprotocolChoice.choose(List.of("bearer", "token"), List.of()))
                .contains("bearer");
    }

    @Test
    void chooseWhenHostListsBearerFirstThenItsOwnProtocolIsStillPreferred() {
        assertThat(SubprotocolChoice.choose(List.of("bearer", "token", "chat"), List.of("bearer", "chat")))
                .contains("chat");
    }

    @Test
    void chooseWhenNothingFitsThenNone() {
        assertThat(SubprotocolChoice.choose(List.of("chat"), List.of("other"))).isEmpty();
        assertThat(SubprotocolChoice.choose(List.of(), List.of("other"))).isEmpty();
        assertThat(SubprotocolChoice.choose(List.of(), List.of())).isEmpty();
    }

    @Test
    void chooseWhenTheTokenIsNamedLikeASupportedProtocolThenNotAnswered() {
        assertThat(SubprotocolChoice.choose(List.of("bearer", "chat"), List.of("chat")))
                .contains("bearer");
        assertThat(SubprotocolChoice.choose(List.of("chat", "bearer", "chat"), List.of("chat")))
                .contains("bearer");
    }

    @Test
    void chooseWhenThePairIsOfferedTwiceThenNeitherTokenIsAnswered() {
        assertThat(SubprotocolChoice.choose(List.of("bearer", "t1", "bearer", "t2"), List.of("t2", "t1")))
                .contains("bearer");
    }

    @Test
    void chooseWhenBearerIsOfferedWithoutTokenThenBearerSoThatTheCloseCodeReachesTheBrowser() {
        assertThat(SubprotocolChoice.choose(List.of("bearer"), List.of())).contains("bearer");
    }
}
