package io.handclasp.docs;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The tables of settings in a page: by the heading above them, one row for each setting. */
final class SettingsTables {
    private static final Pattern HEADING = Pattern.compile("#{2,3} (.+)");
    private static final String HEAD = "| setting | default | accepted | reason |";
    private static final Pattern NAME = Pattern.compile("`([A-Za-z.]+)[^`]*`");

    private final String page;
    private final Map<String, Map<String, Row>> sections = new LinkedHashMap<>();

    /**
     * What the page says of one setting.
     *
     * @param standard its default
     * @param accepted what is accepted
     * @param reason why
     */
    record Row(String standard, String accepted, String reason) {}

    private SettingsTables(String page) {
        this.page = page;
    }

    static SettingsTables read(String page) {
        SettingsTables tables = new SettingsTables(page);
        Map<String, Row> section = new LinkedHashMap<>();
        boolean ofSettings = false;
        for (String line :
                Repository.read(Repository.root().resolve(page)).lines().toList()) {
            Matcher heading = HEADING.matcher(line);
            ofSettings = line.startsWith("|") && (ofSettings || line.equals(HEAD));
            if (heading.matches()) {
                section = tables.sections.computeIfAbsent(heading.group(1), name -> new LinkedHashMap<>());
            } else if (ofSettings && line.startsWith("| `")) {
                add(section, line);
            }
        }
        return tables;
    }

    private static void add(Map<String, Row> section, String line) {
        String[] cells = line.split("(?<!\\\\)\\|", -1);
        if (cells.length != 6) {
            throw new IllegalStateException("a row of settings has four cells: " + line);
        }
        List<String> names = new ArrayList<>();
        Matcher name = NAME.matcher(cells[1]);
        while (name.find()) {
            names.add(name.group(1));
        }
        List<String> standards = names.size() == 1
                ? List.of(cells[2].strip())
                : Arrays.asList(cells[2].strip().split(", ", -1));
        for (int i = 0; i < names.size(); i++) {
            String standard = i < standards.size() ? standards.get(i) : standards.get(0);
            section.put(names.get(i), new Row(standard, cells[3].strip(), cells[4].strip()));
        }
    }

    /** The rows below a heading, by the names of their settings. */
    Map<String, Row> section(String heading) {
        Map<String, Row> rows = sections.get(heading);
        if (rows == null) {
            throw new IllegalStateException(page + " has no heading " + heading + ", has " + sections.keySet());
        }
        return rows;
    }

    /** Every row of the page. */
    Map<String, Row> all() {
        Map<String, Row> all = new LinkedHashMap<>();
        sections.forEach((heading, rows) -> rows.forEach((name, row) -> all.put(heading + ": " + name, row)));
        return all;
    }
}
