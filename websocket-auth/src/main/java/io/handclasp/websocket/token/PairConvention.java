package io.handclasp.websocket.token;

import java.util.List;
import java.util.Optional;

/** Two elements, one after the other: a marker and the token. The marker is answered. */
record PairConvention(String marker) implements SubprotocolConvention {
    @Override
    public String name() {
        return marker;
    }

    @Override
    public SubprotocolClaim claim(List<String> offered, int place) {
        if (offered.get(place).equals(marker)) {
            return new SubprotocolClaim.Marker(problem(offered, place));
        }
        if (place == 0 || !offered.get(place - 1).equals(marker)) {
            return new SubprotocolClaim.Unrelated();
        }
        return BearerToken.parse(offered.get(place))
                .<SubprotocolClaim>map(SubprotocolClaim.Carries::new)
                .orElseGet(() -> new SubprotocolClaim.Malformed("the subprotocol after " + marker + " is no b64token"));
    }

    private Optional<String> problem(List<String> offered, int place) {
        if (offered.indexOf(marker) != place) {
            return Optional.of("the subprotocol " + marker + " is offered more than once");
        }
        return place + 1 == offered.size()
                ? Optional.of("the subprotocol " + marker + " is offered with no token after it")
                : Optional.empty();
    }
}
