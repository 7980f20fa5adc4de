package io.releaseconductor.examples.bot;

import io.releaseconductor.checks.IncidentOptions;
import io.releaseconductor.checks.IncidentPage;
import io.releaseconductor.config.Problems;
import io.releaseconductor.config.Secret;
import io.releaseconductor.config.VariableFamily;
import io.releaseconductor.config.VariableReader;
import io.releaseconductor.config.Variables;
import io.releaseconductor.local.CommandAdmission;
import io.releaseconductor.local.CommandAdmissionOptions;
import io.releaseconductor.model.Environment;
import io.releaseconductor.spi.Admission;
import java.io.File;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Who tells whether an incident is open; at most one of the two.
 *
 * @param page where to ask, or null
 * @param command what answers, or null
 */
record IncidentPart(
        @Nullable IncidentOptions page, @Nullable CommandAdmissionOptions command) {

    private static final String URL = "INCIDENT_URL";
    private static final String COMMAND = "INCIDENT_COMMAND";
    private static final String ADMISSION = "SHIP_ADMISSION";
    private static final String AUTHORIZATION = "INCIDENT_AUTHORIZATION";

    /** With what is masked in the words of a command. */
    static IncidentPart read(
            Variables variables, Collection<Environment> environments, Collection<Secret> secrets, Problems problems) {
        // whole names: a command may well read more that begin like these
        Stream.of(URL, AUTHORIZATION, COMMAND).map(VariableFamily::of).forEach(variables::claim);
        VariableReader reader = variables.reader(problems);
        boolean byUrl = reader.text(URL).isPresent();
        Optional<URI> url = reader.address(URL);
        Optional<Secret> authorization = reader.secret(AUTHORIZATION);
        Optional<String> command = reader.text(COMMAND);
        if (byUrl && command.isPresent()) {
            problems.add(URL + " and " + COMMAND + " are both set; allowed: one of them");
        }
        if (!byUrl && command.isEmpty()) {
            noteUse(variables, environments, problems);
        }
        if (authorization.isPresent() && !byUrl) {
            problems.add(
                    AUTHORIZATION + " is set, and " + URL + ", which it is sent to, is not; allowed: both or none");
        }
        return new IncidentPart(
                url.map(where -> page(where, authorization.orElse(null), problems))
                        .orElse(null),
                command.flatMap(text -> command(text, secrets, problems)).orElse(null));
    }

    private static void noteUse(Variables variables, Collection<Environment> environments, Problems problems) {
        boolean used = environments.stream()
                .map(each -> variables.in(each, new Problems()).text(ADMISSION).orElse(""))
                .anyMatch(rules -> List.of(rules.split("[,\\s]+")).contains(IncidentPage.NAME));
        if (used) {
            problems.add(ADMISSION + " asks for the rule " + IncidentPage.NAME
                    + ", and nobody tells whether an incident is open:" + " neither " + URL + " nor " + COMMAND
                    + " is set; allowed: one of them");
        }
    }

    private static IncidentOptions page(URI url, @Nullable Secret authorization, Problems problems) {
        IncidentOptions options = IncidentOptions.at(url);
        try {
            return authorization == null ? options : options.withAuthorization(authorization);
        } catch (IllegalArgumentException e) {
            problems.add(AUTHORIZATION + " cannot work: " + e.getMessage());
            return options;
        }
    }

    private static Optional<CommandAdmissionOptions> command(
            String text, Collection<Secret> secrets, Problems problems) {
        String[] words = text.strip().split("\\s+");
        if (!isProgram(words[0])) {
            problems.add(COMMAND + ": \"" + words[0]
                    + "\" is not allowed; allowed: a program that this process can start, and its arguments, with spaces"
                    + " between");
            return Optional.empty();
        }
        CommandAdmissionOptions options = CommandAdmissionOptions.of(
                words[0], List.of(words).subList(1, words.length).toArray(String[]::new));
        for (Secret secret : secrets) {
            options = options.withSecret(secret);
        }
        return Optional.of(options);
    }

    /** As the system looks for it: a path as it is, and else in {@code PATH}. */
    private static boolean isProgram(String name) {
        try {
            Stream<Path> places = name.contains("/")
                    ? Stream.of(Path.of(name))
                    : Stream.of(System.getenv().getOrDefault("PATH", "").split(File.pathSeparator))
                            .map(folder -> Path.of(folder, name));
            return places.anyMatch(place -> Files.isRegularFile(place) && Files.isExecutable(place));
        } catch (InvalidPathException e) {
            return false;
        }
    }

    /** {@return the rule, which has asked nobody anything yet; empty if nothing is set} */
    Optional<Admission> rule() {
        return page != null
                ? Optional.of(IncidentPage.of(page))
                : Optional.ofNullable(command).map(set -> CommandAdmission.of(IncidentPage.NAME, set));
    }
}
