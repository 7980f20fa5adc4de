package io.releaseconductor.checks.scripts;

import io.releaseconductor.check.Check;
import io.releaseconductor.check.CheckContext;
import io.releaseconductor.check.CheckResult;
import io.releaseconductor.config.Problems;
import io.releaseconductor.config.Secret;
import io.releaseconductor.config.Variables;
import io.releaseconductor.local.ProcessTree;
import io.releaseconductor.model.Times;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A check that is a script. */
final class ScriptCheck implements Check {

    private static final Logger LOG = LoggerFactory.getLogger(ScriptCheck.class);

    /** What it takes to end a script, so that what is said of it is said in time. */
    private static final Duration MARGIN =
            ProcessTree.GRACE.plus(ProcessTree.PATIENCE).plusMillis(500);

    private final String id;
    private final Path file;
    private final ScriptOptions options;
    private final ScriptText texts;

    ScriptCheck(String id, Path file, ScriptOptions options) {
        this.id = id;
        this.file = file;
        this.options = options;
        Set<Secret> secrets = new LinkedHashSet<>(options.secrets());
        Stream.of(Variables.system(), Variables.of(options.variables()))
                .forEach(variables ->
                        secrets.addAll(variables.reader(new Problems()).secrets()));
        this.texts = new ScriptText(secrets);
    }

    @Override
    public String id() {
        return id;
    }

    @Override
    public String name() {
        return Check.super.name().replace('-', ' ');
    }

    @Override
    public String origin() {
        return file.toString();
    }

    @Override
    public Duration timeLimit() {
        return options.timeLimit().plus(MARGIN);
    }

    @Override
    public CheckResult run(CheckContext context) throws InterruptedException {
        ScriptAnswer answer = new ScriptAnswer(file.getFileName().toString(), texts);
        ScriptFile.Obstacle obstacle = new ScriptFile(file, ScriptVariables.path(options.variables()))
                .obstacle()
                .orElse(null);
        if (obstacle != null) {
            return answer.cannotRun(obstacle.what(), obstacle.hint());
        }
        Duration limit = limit(context.timeLimit());
        Map<String, String> variables = ScriptVariables.of(context, options.variables());
        try {
            ScriptRun.Ended ended = ScriptRun.of(file, variables, limit);
            if (ended.left() > 0) {
                LOG.warn("{} processes that check {} has started could not be ended", ended.left(), id);
            }
            return ended.inTime() ? answer.of(ended) : answer.late(ended, limit, limit.equals(options.timeLimit()));
        } catch (IOException e) {
            LOG.debug("Check {} could not be run", id, e);
            return answer.noProcess(e);
        }
    }

    /** The rest of what there is, and half of it where that is next to nothing. */
    private Duration limit(Duration given) {
        Duration rest = given.minus(MARGIN);
        Duration half = given.dividedBy(2);
        Duration longest = rest.compareTo(half) < 0 ? half : rest;
        return longest.compareTo(options.timeLimit()) < 0 ? longest : options.timeLimit();
    }

    @Override
    public String toString() {
        return id + " by " + file + " within " + Times.format(options.timeLimit());
    }
}
