package io.releaseconductor.testkit.local;

import static org.assertj.core.api.Assertions.assertThat;

import io.releaseconductor.config.Secret;
import io.releaseconductor.local.CommandAdmission;
import io.releaseconductor.local.CommandAdmissionOptions;
import io.releaseconductor.model.Environment;
import io.releaseconductor.spi.Admission;
import io.releaseconductor.testkit.AdmissionHarness;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Set;

/** A command that does what a file says, which it prints with a token. */
final class CommandFlag implements AdmissionHarness {

    private static final String TOKEN = "qZ7sesame";

    private static final String SCRIPT = """
            #!/bin/sh
            echo "asked with %s: $(cat "$1")"
            case "$(cat "$1")" in
              green) exit 0 ;;
              red) exit 1 ;;
              hang) exec sleep 3600 ;;
              *) exit 3 ;;
            esac
            """.formatted(TOKEN);

    private final Path flag;
    private final CommandAdmission admission;
    private String before = "green";

    CommandFlag(Path folder) throws IOException {
        this.flag = folder.resolve("flag");
        Path program = Files.writeString(folder.resolve("ask.sh"), SCRIPT);
        assertThat(program.toFile().setExecutable(true)).isTrue();
        this.admission = CommandAdmission.of(
                "flag",
                CommandAdmissionOptions.of(program.toString(), flag.toString())
                        .withTimeLimit(Duration.ofMinutes(5))
                        .withSecret(new Secret(TOKEN)));
        allow();
    }

    @Override
    public Admission admission() {
        return admission;
    }

    @Override
    public Admission.Question question() {
        return new Admission.Question(Environment.STAGING, "main", "v2");
    }

    @Override
    public void allow() {
        before = "green";
        comeUp();
    }

    @Override
    public void forbid() {
        before = "red";
        comeUp();
    }

    @Override
    public void goDown() {
        write("unknown");
    }

    @Override
    public void comeUp() {
        write(before);
    }

    @Override
    public void hang() {
        write("hang");
    }

    @Override
    public Set<String> secrets() {
        return Set.of(TOKEN);
    }

    private void write(String text) {
        try {
            Files.writeString(flag, text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
