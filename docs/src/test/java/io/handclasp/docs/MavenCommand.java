package io.handclasp.docs;

import java.util.ArrayList;
import java.util.List;

/**
 * A call of Maven as a page shows it.
 *
 * @param modules the paths of modules that it names with {@code -pl} or {@code -f}
 * @param profiles the profiles that it switches on
 */
record MavenCommand(List<String> modules, List<String> profiles) {
    static MavenCommand parse(String line) {
        List<String> modules = new ArrayList<>();
        List<String> profiles = new ArrayList<>();
        List<String> words = List.of(line.strip().split("\\s+"));
        for (int i = 1; i < words.size(); i++) {
            String word = words.get(i);
            if (List.of("-pl", "-f").contains(word)) {
                i++;
                modules.addAll(List.of(words.get(i).split(",")));
            } else if (word.startsWith("-P")) {
                profiles.addAll(List.of(word.substring(2).split(",")));
            }
        }
        return new MavenCommand(List.copyOf(modules), List.copyOf(profiles));
    }
}
