package io.handclasp.websocket.jcache;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Writes values before they are sealed, and reads them afterwards. Whatever is read, lengths are checked before room is made. */
final class Plain {
    private static final int MAX_DEPTH = 64;

    private Plain() {}

    static void text(DataOutputStream out, String text) throws IOException {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        out.writeInt(bytes.length);
        out.write(bytes);
    }

    static String text(DataInputStream in) throws IOException {
        int length = count(in);
        return new String(in.readNBytes(length), StandardCharsets.UTF_8);
    }

    /** Nothing has more parts than there are bytes left. */
    private static int count(DataInputStream in) throws IOException {
        int count = in.readInt();
        if (count < 0 || count > in.available()) {
            throw new IOException("a count is wrong");
        }
        return count;
    }

    static void optionalText(DataOutputStream out, Optional<String> text) throws IOException {
        out.writeBoolean(text.isPresent());
        if (text.isPresent()) {
            text(out, text.get());
        }
    }

    static Optional<String> optionalText(DataInputStream in) throws IOException {
        return in.readBoolean() ? Optional.of(text(in)) : Optional.empty();
    }

    static void instant(DataOutputStream out, Instant instant) throws IOException {
        out.writeLong(instant.getEpochSecond());
        out.writeInt(instant.getNano());
    }

    static Instant instant(DataInputStream in) throws IOException {
        try {
            return Instant.ofEpochSecond(in.readLong(), in.readInt());
        } catch (DateTimeException | ArithmeticException wrong) {
            throw new IOException("an instant is wrong", wrong);
        }
    }

    static void optionalInstant(DataOutputStream out, Optional<Instant> instant) throws IOException {
        out.writeBoolean(instant.isPresent());
        if (instant.isPresent()) {
            instant(out, instant.get());
        }
    }

    static Optional<Instant> optionalInstant(DataInputStream in) throws IOException {
        return in.readBoolean() ? Optional.of(instant(in)) : Optional.empty();
    }

    static void words(DataOutputStream out, Set<String> words) throws IOException {
        out.writeInt(words.size());
        for (String word : words) {
            text(out, word);
        }
    }

    static List<String> words(DataInputStream in) throws IOException {
        int count = count(in);
        List<String> words = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            words.add(text(in));
        }
        return words;
    }

    static void map(DataOutputStream out, Map<?, ?> map) throws IOException {
        out.writeInt(map.size());
        for (Map.Entry<?, ?> entry : map.entrySet()) {
            text(out, String.valueOf(entry.getKey()));
            value(out, entry.getValue());
        }
    }

    static Map<String, Object> map(DataInputStream in, int depth) throws IOException {
        if (depth > MAX_DEPTH) {
            throw new IOException("nested too deep");
        }
        int count = count(in);
        Map<String, Object> map = new LinkedHashMap<>();
        for (int i = 0; i < count; i++) {
            String name = text(in);
            map.put(name, value(in, depth));
        }
        return map;
    }

    /** JSON values, as an identity's claims hold them. */
    private static void value(DataOutputStream out, Object value) throws IOException {
        if (value instanceof Map<?, ?> map) {
            out.writeByte('m');
            map(out, map);
        } else if (value instanceof List<?> list) {
            out.writeByte('l');
            out.writeInt(list.size());
            for (Object element : list) {
                value(out, element);
            }
        } else {
            out.writeByte(tagOf(value));
            text(out, String.valueOf(value));
        }
    }

    private static char tagOf(Object value) throws IOException {
        return switch (value.getClass().getSimpleName()) {
            case "String" -> 's';
            case "Boolean" -> 'b';
            case "Long" -> 'L';
            case "Integer" -> 'I';
            case "Short" -> 'S';
            case "Byte" -> 'B';
            case "Double" -> 'D';
            case "Float" -> 'F';
            case "BigInteger" -> 'i';
            case "BigDecimal" -> 'd';
            default -> throw new IOException("no JSON value: " + value.getClass());
        };
    }

    private static Object value(DataInputStream in, int depth) throws IOException {
        char tag = (char) in.readByte();
        if (tag == 'm') {
            return map(in, depth + 1);
        }
        if (tag == 'l') {
            return list(in, depth + 1);
        }
        String text = text(in);
        try {
            return switch (tag) {
                case 's' -> text;
                case 'b' -> Boolean.valueOf(text);
                case 'L' -> Long.valueOf(text);
                case 'I' -> Integer.valueOf(text);
                case 'S' -> Short.valueOf(text);
                case 'B' -> Byte.valueOf(text);
                case 'D' -> Double.valueOf(text);
                case 'F' -> Float.valueOf(text);
                case 'i' -> new BigInteger(text);
                case 'd' -> new BigDecimal(text);
                default -> throw new IOException("an unknown tag");
            };
        } catch (NumberFormatException wrong) {
            throw new IOException("a number is wrong", wrong);
        }
    }

    private static List<Object> list(DataInputStream in, int depth) throws IOException {
        if (depth > MAX_DEPTH) {
            throw new IOException("nested too deep");
        }
        int count = count(in);
        List<Object> list = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            list.add(value(in, depth));
        }
        return list;
    }
}
