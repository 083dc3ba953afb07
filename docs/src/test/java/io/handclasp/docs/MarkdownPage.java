package io.handclasp.docs;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A page of the documentation, taken apart into what can be checked. */
final class MarkdownPage {
    private static final Pattern SNIPPET = Pattern.compile("<!-- snippet: ([a-z0-9-]+) -->");
    private static final Pattern HEADING = Pattern.compile("#{1,6} (.+)");
    private static final Pattern LINK = Pattern.compile("!?\\[[^\\]]*\\]\\(([^)\\s]+)\\)");
    private static final Pattern CODE = Pattern.compile("`([^`]+)`");

    private final Path file;
    private final List<Block> blocks = new ArrayList<>();
    private final List<String> links = new ArrayList<>();
    private final List<String> inlineCode = new ArrayList<>();
    private final Set<String> anchors = new LinkedHashSet<>();

    /**
     * A fenced block.
     *
     * @param language the word after the fence; empty when there is none
     * @param snippet the name in the comment right above the fence; empty when there is none
     * @param text the lines between the fences
     */
    record Block(String language, String snippet, String text) {}

    private MarkdownPage(Path file) {
        this.file = file;
    }

    static MarkdownPage read(Path file) {
        MarkdownPage page = new MarkdownPage(file);
        page.parse(Repository.read(file).lines().toList());
        return page;
    }

    private void parse(List<String> lines) {
        Map<String, Integer> timesSeen = new HashMap<>();
        String snippet = "";
        for (int i = 0; i < lines.size(); i++) {
            String line = lines.get(i);
            if (line.startsWith("```")) {
                int end = i + 1;
                while (end < lines.size() && !lines.get(end).startsWith("```")) {
                    end++;
                }
                if (end == lines.size()) {
                    throw new IllegalStateException(file + ": the block in line " + (i + 1) + " has no end");
                }
                blocks.add(new Block(line.substring(3).strip(), snippet, String.join("\n", lines.subList(i + 1, end))));
                i = end;
            } else {
                parseText(line, timesSeen);
            }
            Matcher comment = SNIPPET.matcher(line);
            snippet = comment.matches() ? comment.group(1) : "";
        }
    }

    private void parseText(String line, Map<String, Integer> timesSeen) {
        Matcher heading = HEADING.matcher(line);
        if (heading.matches()) {
            String anchor = anchor(heading.group(1));
            int before = timesSeen.merge(anchor, 1, Integer::sum) - 1;
            anchors.add(before == 0 ? anchor : anchor + "-" + before);
        }
        Matcher code = CODE.matcher(line);
        while (code.find()) {
            inlineCode.add(code.group(1));
        }
        Matcher link = LINK.matcher(CODE.matcher(line).replaceAll("code"));
        while (link.find()) {
            links.add(link.group(1));
        }
    }

    /** The anchor that GitHub gives a heading. */
    private static String anchor(String heading) {
        return heading.strip()
                .toLowerCase(Locale.ROOT)
                .replaceAll("[^\\p{L}\\p{N} _-]", "")
                .replace(' ', '-');
    }

    Path file() {
        return file;
    }

    List<Block> blocks(String language) {
        return blocks.stream()
                .filter(block -> block.language().equals(language))
                .toList();
    }

    List<Block> blocks() {
        return blocks;
    }

    List<String> links() {
        return links;
    }

    List<String> inlineCode() {
        return inlineCode;
    }

    Set<String> anchors() {
        return anchors;
    }

    @Override
    public String toString() {
        return Repository.root().relativize(file).toString();
    }
}
