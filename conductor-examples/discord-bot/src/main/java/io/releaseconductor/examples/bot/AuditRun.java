package io.releaseconductor.examples.bot;

import io.releaseconductor.config.Secret;
import io.releaseconductor.deployment.HistoryEntry;
import io.releaseconductor.json.AuditExport;
import io.releaseconductor.json.AuditVerification;
import io.releaseconductor.model.DeployId;
import io.releaseconductor.spi.HistoryPage;
import io.releaseconductor.spi.HistoryQuery;
import io.releaseconductor.spi.StateStore;
import java.io.IOException;
import java.io.PrintStream;
import java.io.Reader;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Writes audit trails to a file, and looks whether such a file is as it was written. */
final class AuditRun {

    static final String WORD = "audit";

    private static final String USAGE = "audit export FILE [DEPLOY-ID] writes audit trails to a new file;"
            + " audit verify FILE [DEPLOY-ID=DIGEST …] looks whether it is as it was written, and whether it fits the digests"
            + " that cards show.";

    private static final Pattern DIGEST = Pattern.compile("[0-9a-f]{16,64}");

    private final BotSettings settings;
    private final Redaction redaction;
    private final PrintStream out;

    AuditRun(BotSettings settings, Redaction redaction, PrintStream out) {
        this.settings = settings;
        this.redaction = redaction;
        this.out = out;
    }

    /** {@return how the process ends} */
    int run(List<String> args) {
        if (!settings.audit().good()) {
            return wrong(settings.audit().problems());
        }
        boolean exports = (args.size() == 3 || args.size() == 4) && args.get(1).equals("export");
        boolean verifies = args.size() >= 3 && args.get(1).equals("verify");
        if (!exports && !verifies) {
            return wrong(List.of(USAGE));
        }
        try {
            Path file = Path.of(args.get(2));
            return exports
                    ? export(file, args.size() == 4 ? args.get(3) : null)
                    : verify(file, args.subList(3, args.size()));
        } catch (InvalidPathException e) {
            return wrong(List.of("file: \"" + args.get(2) + "\" is not allowed; allowed: the path of a file"));
        }
    }

    private int wrong(List<String> problems) {
        problems.forEach(problem -> out.println(redaction.of(problem)));
        return BotMain.WRONG_ARGUMENTS;
    }

    private int export(Path file, @Nullable String named) {
        Optional<DeployId> only = named == null ? Optional.empty() : DeployId.parse(named);
        if (named != null && only.isEmpty()) {
            return wrong(List.of("deploy ID: \"" + named + "\" is none; allowed: such as ship-staging-1699747200"));
        }
        if (Files.exists(file)) {
            return wrong(List.of(file + " is there already, and no export is written over; name another file"));
        }
        if (!settings.state().good()) {
            return wrong(settings.state().problems());
        }
        Report report = new Report(redaction);
        return settings.state()
                .value()
                .look(report, store -> export(store, file, only.orElse(null)))
                .orElseGet(() -> nothing(report));
    }

    private int nothing(Report report) {
        report.close().forEach(out::println);
        out.println("Nothing was exported.");
        return BotMain.FAILED;
    }

    private int export(StateStore store, Path file, @Nullable DeployId only) {
        Secret key = settings.audit().value().key();
        try {
            out.println(written(store, file, only, key) + " entries in " + file
                    + (key == null ? ", not signed: " + AuditPart.VARIABLE + " is not set." : ", signed."));
            return 0;
        } catch (IOException e) {
            out.println(redaction.of(file + " cannot be written: " + e));
            return BotMain.FAILED;
        }
    }

    private static long written(StateStore store, Path file, @Nullable DeployId only, @Nullable Secret key)
            throws IOException {
        try (Writer writer = Files.newBufferedWriter(file)) {
            AuditExport export = new AuditExport(writer, key);
            if (only != null) {
                export.add(store.audit(only));
            } else {
                addAll(store, export);
            }
            return export.seal();
        }
    }

    /** The newest deployment first, as history tells them. */
    private static void addAll(StateStore store, AuditExport export) throws IOException {
        HistoryPage page = store.history(HistoryQuery.newest(HistoryQuery.MAX_LIMIT));
        while (true) {
            for (HistoryEntry entry : page.entries()) {
                export.add(store.audit(entry.id()));
            }
            if (page.next() == null) {
                return;
            }
            page = store.history(HistoryQuery.newest(HistoryQuery.MAX_LIMIT).after(page.next()));
        }
    }

    private int verify(Path file, List<String> shown) {
        Map<DeployId, String> digests = new TreeMap<>();
        for (String each : shown) {
            int equals = each.indexOf('=');
            Optional<DeployId> id = equals < 0 ? Optional.empty() : DeployId.parse(each.substring(0, equals));
            String digest = each.substring(equals + 1);
            if (id.isEmpty() || !DIGEST.matcher(digest).matches()) {
                return wrong(List.of(
                        "\"" + each + "\" is not allowed; allowed: DEPLOY-ID=DIGEST, as a card shows both, such as"
                                + " ship-staging-1699747200=4f1c9a2b7d30e586"));
            }
            digests.put(id.get(), digest);
        }
        Secret key = settings.audit().value().key();
        try (Reader reader = Files.newBufferedReader(file, StandardCharsets.UTF_8)) {
            return told(AuditVerification.verify(reader, key), digests);
        } catch (NoSuchFileException e) {
            return wrong(List.of("file: there is no " + file));
        } catch (IOException e) {
            out.println(file + " cannot be read: " + e.getMessage());
            return BotMain.FAILED;
        }
    }

    private int told(AuditVerification.Result result, Map<DeployId, String> shown) {
        List<String> problems =
                new ArrayList<>(result.problems().stream().map(Object::toString).toList());
        shown.forEach((id, digest) -> {
            String found = result.digests().get(id);
            if (found == null) {
                problems.add(id + ": the export has no entry of it.");
            } else if (!found.startsWith(digest)) {
                problems.add(id + ": its card shows " + digest + ", and the last entry here has " + found
                        + ": the trail was written anew or cut, or went on since.");
            }
        });
        problems.forEach(problem -> out.println(redaction.of(problem)));
        if (!problems.isEmpty()) {
            out.println("This is not what was written.");
            return BotMain.FAILED;
        }
        out.println(
                result.entries() + " entries of " + result.digests().size() + " deployments are as they were written"
                        + (result.signed()
                                ? ", and signed with the key."
                                : ". Whether somebody wrote all of them anew shows with " + AuditPart.VARIABLE
                                        + ", or with the digests that cards show."));
        return 0;
    }
}
