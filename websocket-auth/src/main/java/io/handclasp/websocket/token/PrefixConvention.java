package io.handclasp.websocket.token;

import java.util.List;
import java.util.Optional;

/**
 * One element: a prefix and the token.
 *
 * @param name the convention's name
 * @param prefix what stands before the token
 * @param encoding how the token is written
 * @param marker an element that may be offered beside it, to be answered
 * @param demandsAnother whether an offer of nothing but such elements is malformed, since nothing could be answered
 */
record PrefixConvention(
        String name, String prefix, TokenEncoding encoding, Optional<String> marker, boolean demandsAnother)
        implements SubprotocolConvention {
    @Override
    public SubprotocolClaim claim(List<String> offered, int place) {
        String element = offered.get(place);
        if (marker.isPresent() && marker.get().equals(element)) {
            return new SubprotocolClaim.Marker();
        }
        if (!element.startsWith(prefix)) {
            return new SubprotocolClaim.Unrelated();
        }
        if (demandsAnother && offered.stream().allMatch(each -> each.startsWith(prefix))) {
            return new SubprotocolClaim.Malformed(
                    "the subprotocol with the prefix " + prefix + " is offered with no other to answer");
        }
        return encoding.decode(element.substring(prefix.length()))
                .<SubprotocolClaim>map(SubprotocolClaim.Carries::new)
                .orElseGet(() -> new SubprotocolClaim.Malformed(
                        "the subprotocol with the prefix " + prefix + " holds no token"));
    }
}
