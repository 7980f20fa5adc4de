package io.releaseconductor.examples.bot;

import static org.assertj.core.api.Assertions.assertThat;

import io.releaseconductor.json.AuditJson;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("The export of audit trails")
class AuditRunTest {

    private static final Pattern PYTHON = Pattern.compile("(?s)```python\\n(.*?)```");

    @TempDir
    Path folder;

    private ShopOfThePast shop;
    private Path file;

    @BeforeEach
    void aShop() {
        shop = new ShopOfThePast(folder);
        shop.shipped();
        shop.environment.put(AuditPart.VARIABLE, "a key that nobody else has");
        file = folder.resolve("audit.jsonl");
    }

    @AfterEach
    void close() {
        shop.close();
    }

    private List<String> exported() throws IOException {
        assertThat(shop.run("audit", "export", file.toString())).endsWith(" entries in " + file + ", signed.\n");
        assertThat(shop.exit()).isZero();
        return new ArrayList<>(Files.readAllLines(file));
    }

    private String lastDigest(List<String> lines) {
        return new AuditJson().read(lines.get(lines.size() - 2)).shownDigest();
    }

    private static String id(List<String> lines) {
        return new AuditJson().read(lines.get(0)).deployment().value();
    }

    @Test
    @DisplayName("has all that happened, and is as it was written")
    void is_as_it_was_written() throws IOException {
        List<String> lines = exported();

        assertThat(lines.get(0)).contains("\"event\":\"ship\"", "\"actor_name\":\"Ada\"");
        assertThat(lines.get(lines.size() - 1)).contains("\"sealed_lines\":" + (lines.size() - 1));
        assertThat(shop.run("audit", "verify", file.toString(), id(lines) + "=" + lastDigest(lines)))
                .isEqualTo((lines.size() - 1)
                        + " entries of 1 deployments are as they were written, and signed with the key.\n");
        assertThat(shop.exit()).isZero();
        assertThat(shop.run("audit", "verify", file.toString(), id(lines) + "=0123456789abcdef"))
                .contains("its card shows 0123456789abcdef");
        assertThat(shop.exit()).isEqualTo(BotMain.FAILED);
    }

    @Test
    @DisplayName("shows what was changed, cut and written anew, at the line")
    void shows_what_was_changed() throws IOException {
        List<String> lines = exported();
        List<String> changed = new ArrayList<>(lines);
        changed.set(0, lines.get(0).replace("Ada", "Eve"));
        Files.write(file, changed);

        assertThat(shop.run("audit", "verify", file.toString()))
                .startsWith("Line 1, " + id(lines) + ": Entry 1 was changed")
                .endsWith("This is not what was written.\n");
        assertThat(shop.exit()).isEqualTo(BotMain.FAILED);
        lines.remove(1);
        Files.write(file, lines);
        assertThat(shop.run("audit", "verify", file.toString()))
                .startsWith("Line 2, " + id(lines) + ": Entry 2 is missing before entry 3.");
        Files.delete(file);
        exported();
        shop.environment.put(AuditPart.VARIABLE, "a key that somebody else has");
        assertThat(shop.run("audit", "verify", file.toString()))
                .startsWith("Line 1, ")
                .contains("signed with another key");
    }

    @Test
    @DisplayName("fits the script of the docs, which finds what was changed as well")
    void fits_the_script() throws IOException, InterruptedException {
        List<String> lines = exported();
        Matcher script = PYTHON.matcher(Files.readString(Pages.root().resolve("docs/audit.md")));
        assertThat(script.find()).isTrue();

        assertThat(python(script.group(1))).isEmpty();
        lines.set(2, lines.get(2).replaceFirst("\"after\":\"", "\"after\":\"un"));
        Files.write(file, lines);
        assertThat(python(script.group(1))).isEqualTo("line 3 does not fit\n");
    }

    private String python(String script) throws IOException, InterruptedException {
        try {
            Process python = new ProcessBuilder("python3", "-c", script, file.toString())
                    .redirectErrorStream(true)
                    .start();
            String said = new String(python.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            assertThat(python.waitFor()).as(said).isZero();
            return said;
        } catch (IOException e) {
            return Assumptions.abort("python3 is not on this machine: " + e.getMessage());
        }
    }

    @Test
    @DisplayName("says what is wrong with what it is told")
    void says_what_is_wrong() throws IOException {
        assertThat(shop.run("audit")).startsWith("audit export FILE [DEPLOY-ID] writes");
        assertThat(shop.exit()).isEqualTo(BotMain.WRONG_ARGUMENTS);
        assertThat(shop.run("audit", "verify", file.toString())).contains("there is no " + file);
        assertThat(shop.run("audit", "export", file.toString(), "staging")).contains("deploy ID: \"staging\" is none");
        exported();
        assertThat(shop.run("audit", "export", file.toString())).contains("no export is written over");
        assertThat(shop.run("audit", "verify", file.toString(), "nonsense")).contains("allowed: DEPLOY-ID=DIGEST");
        shop.environment.put(AuditPart.VARIABLE, "short");
        assertThat(shop.run("audit", "verify", file.toString()))
                .isEqualTo("SHIP_AUDIT_KEY has 5 characters; allowed: 16 or more, such as what openssl rand -hex 32"
                        + " prints\n");
    }

    @Test
    @DisplayName("says that a file cannot be written")
    void cannot_be_written() {
        Path missing = folder.resolve("missing").resolve("audit.jsonl");

        assertThat(shop.run("audit", "export", missing.toString())).startsWith(missing + " cannot be written: ");
        assertThat(shop.exit()).isEqualTo(BotMain.FAILED);
    }

    @Test
    @DisplayName("writes nothing of a state that another bot has in use")
    void in_use() {
        try (OpenedState used =
                BotSettings.read(shop.environment).state().value().open()) {
            assertThat(used.store()).isNotNull();
            assertThat(shop.run("audit", "export", file.toString()))
                    .contains("State is in use")
                    .endsWith("Nothing was exported.\n");
            assertThat(shop.exit()).isEqualTo(BotMain.FAILED);
            assertThat(file).doesNotExist();
        }
    }
}
