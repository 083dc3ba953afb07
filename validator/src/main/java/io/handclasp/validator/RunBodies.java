package io.handclasp.validator;

import io.handclasp.core.Redaction;
import io.handclasp.validator.model.Check;
import io.handclasp.validator.model.CheckDefinition;
import io.handclasp.validator.model.CheckOutcome;
import io.handclasp.validator.model.CheckSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What the checks of one run do: the sources are asked anew for each run, while the plan stays as it was built. */
final class RunBodies {
    private static final Logger LOG = LoggerFactory.getLogger(Validator.class);

    private final Map<String, Check> bodies = new HashMap<>();
    private String missing = "its source did not offer it in this run";

    private RunBodies() {}

    static RunBodies of(List<CheckSource> sources) {
        RunBodies all = new RunBodies();
        sources.forEach(all::add);
        return all;
    }

    private void add(CheckSource source) {
        try {
            for (CheckDefinition definition : source.checks()) {
                bodies.put(definition.id(), definition.check());
            }
        } catch (RuntimeException | LinkageError bug) {
            // The run goes on: what this source should have offered is unknown, and the report says why.
            missing = "a source of checks broke: " + Redaction.describe(bug);
            LOG.warn("{}", missing);
        }
    }

    Check of(String id) {
        Check body = bodies.get(id);
        return body == null ? deadline -> CheckOutcome.unknown(missing) : body;
    }
}
