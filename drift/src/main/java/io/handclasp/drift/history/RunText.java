package io.handclasp.drift.history;

import io.handclasp.core.Status;
import io.handclasp.core.json.JsonMaps;
import io.handclasp.core.json.JsonObjects;
import io.handclasp.core.json.JsonReports;
import io.handclasp.core.json.JsonText;
import jakarta.json.JsonObject;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The findings of a run as one text, and a run from the columns of a row. A row that is not as it was written is refused. */
final class RunText {
    private RunText() {}

    static String of(List<RecordedFinding> findings) {
        return JsonText.compact(JsonObjects.object()
                .put("findings", JsonReports.array(findings, RunText::json))
                .build());
    }

    private static JsonObject json(RecordedFinding finding) {
        return JsonObjects.object()
                .put("fingerprint", finding.fingerprint())
                .put("subject", finding.subject())
                .put("severity", finding.severity())
                .put("status", finding.status())
                .put("message", finding.message())
                .build();
    }

    static DriftRun run(String id, String target, long atMillis, String status, String findings)
            throws HistoryUnavailableException {
        try {
            return new DriftRun(id, target, Instant.ofEpochMilli(atMillis), Status.valueOf(status), findings(findings));
        } catch (IllegalArgumentException e) {
            throw new HistoryUnavailableException("a row of the drift history cannot be read: " + e.getMessage());
        }
    }

    private static List<RecordedFinding> findings(String text) {
        Optional<Map<String, Object>> document = JsonMaps.parse(text);
        if (document.isEmpty() || !(document.get().get("findings") instanceof List<?> elements)) {
            throw new IllegalArgumentException("its findings are no JSON document with a list of findings");
        }
        List<RecordedFinding> findings = new ArrayList<>(elements.size());
        for (Object element : elements) {
            if (!(element instanceof Map<?, ?> finding)) {
                throw new IllegalArgumentException("one of its findings is no JSON object");
            }
            findings.add(new RecordedFinding(
                    text(finding, "fingerprint"),
                    text(finding, "subject"),
                    text(finding, "severity"),
                    text(finding, "status"),
                    text(finding, "message")));
        }
        return findings;
    }

    private static String text(Map<?, ?> finding, String name) {
        if (finding.get(name) instanceof String text) {
            return text;
        }
        throw new IllegalArgumentException("one of its findings has no " + name);
    }
}
