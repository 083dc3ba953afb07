package io.handclasp.core;

import java.util.Arrays;
import java.util.stream.Collectors;

/** Shows where a URI points to. Works on the text, since the parts of an opaque URI cannot be asked for. */
final class SafeUri {
    private SafeUri() {}

    static String of(String uri) {
        String whole = before(uri, '#');
        String address = before(whole, '?');
        String shown = Redaction.scrub(withoutUserInfo(address));
        return whole.length() == address.length() ? shown : shown + "?" + names(whole.substring(address.length() + 1));
    }

    private static String withoutUserInfo(String address) {
        int slashes = address.indexOf("//");
        int start = slashes < 0 ? address.indexOf(':') + 1 : slashes + 2;
        int at = slashes < 0 ? address.lastIndexOf('@') : address.lastIndexOf('@', end(address, start));
        if (slashes > 0 && address.charAt(slashes - 1) == '@') {
            // jdbc:oracle:thin:user/password@//host has them before the slashes.
            start = address.indexOf(':') + 1;
            at = slashes - 1;
        }
        return at < start ? address : address.substring(0, start) + address.substring(at + 1);
    }

    private static int end(String address, int start) {
        int slash = address.indexOf('/', start);
        return slash < 0 ? address.length() : slash;
    }

    private static String names(String query) {
        return Arrays.stream(query.split("&", -1)).map(SafeUri::name).collect(Collectors.joining("&"));
    }

    /** A parameter without a name may be a token by itself. */
    private static String name(String parameter) {
        int equals = parameter.indexOf('=');
        return equals < 0 ? Redaction.MARK : Redaction.scrub(parameter.substring(0, equals)) + "=" + Redaction.MARK;
    }

    private static String before(String text, char end) {
        int at = text.indexOf(end);
        return at < 0 ? text : text.substring(0, at);
    }
}
