package io.handclasp.drift.baseline;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Numbers with units. */
final class Quantities {
    private static final int LONGEST = 64;
    private static final BigDecimal NANOS_A_SECOND = BigDecimal.valueOf(1_000_000_000L);
    private static final Pattern PART = Pattern.compile("([0-9]+(?:\\.[0-9]+)?)\\s*([a-zµ]+)\\s*");
    private static final Pattern SIZE = Pattern.compile("([0-9]+(?:\\.[0-9]+)?)\\s*([a-zA-Z]*)");

    private static final Map<String, Long> NANOS = Map.ofEntries(
            Map.entry("ns", 1L),
            Map.entry("us", 1_000L),
            Map.entry("µs", 1_000L),
            Map.entry("ms", 1_000_000L),
            Map.entry("s", 1_000_000_000L),
            Map.entry("sec", 1_000_000_000L),
            Map.entry("seconds", 1_000_000_000L),
            Map.entry("m", 60_000_000_000L),
            Map.entry("min", 60_000_000_000L),
            Map.entry("minutes", 60_000_000_000L),
            Map.entry("h", 3_600_000_000_000L),
            Map.entry("hours", 3_600_000_000_000L),
            Map.entry("d", 86_400_000_000_000L),
            Map.entry("days", 86_400_000_000_000L));

    private Quantities() {}

    static Optional<BigDecimal> nanos(String text, Optional<String> unitOfBareNumbers) {
        if (text.isEmpty() || text.length() > LONGEST) {
            return Optional.empty();
        }
        Optional<BigDecimal> bare = ValueType.number(text);
        if (bare.isPresent()) {
            if (bare.get().signum() == 0) {
                return bare;
            }
            return unitOfBareNumbers.map(unit -> bare.get().multiply(BigDecimal.valueOf(NANOS.getOrDefault(unit, 1L))));
        }
        return text.charAt(0) == 'P' || text.charAt(0) == 'p' ? iso(text) : parts(text.toLowerCase(Locale.ROOT));
    }

    private static Optional<BigDecimal> iso(String text) {
        try {
            Duration duration = Duration.parse(text);
            return Optional.of(BigDecimal.valueOf(duration.getSeconds())
                    .multiply(NANOS_A_SECOND)
                    .add(BigDecimal.valueOf(duration.getNano())));
        } catch (DateTimeParseException notIso) {
            return Optional.empty();
        }
    }

    private static Optional<BigDecimal> parts(String text) {
        Matcher part = PART.matcher(text);
        BigDecimal sum = BigDecimal.ZERO;
        int at = 0;
        while (at < text.length()) {
            Long unit = part.find(at) && part.start() == at ? NANOS.get(part.group(2)) : null;
            if (unit == null) {
                return Optional.empty();
            }
            sum = sum.add(new BigDecimal(part.group(1)).multiply(BigDecimal.valueOf(unit)));
            at = part.end();
        }
        return Optional.of(sum);
    }

    static Optional<BigDecimal> bytes(String text) {
        Matcher size = SIZE.matcher(text);
        if (text.length() > LONGEST || !size.matches()) {
            return Optional.empty();
        }
        return factor(size.group(2)).map(factor -> new BigDecimal(size.group(1)).multiply(factor));
    }

    private static Optional<BigDecimal> factor(String unit) {
        String lower = unit.toLowerCase(Locale.ROOT);
        if (lower.isEmpty() || lower.equals("b")) {
            return Optional.of(BigDecimal.ONE);
        }
        int power = "kmgtp".indexOf(lower.charAt(0)) + 1;
        return switch (lower.substring(1)) {
            case "", "b" -> power(1_000, power);
            case "i", "ib" -> power(1_024, power);
            default -> Optional.empty();
        };
    }

    private static Optional<BigDecimal> power(int base, int power) {
        return power == 0
                ? Optional.empty()
                : Optional.of(BigDecimal.valueOf(base).pow(power));
    }
}
