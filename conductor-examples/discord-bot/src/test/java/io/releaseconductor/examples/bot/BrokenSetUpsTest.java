package io.releaseconductor.examples.bot;

import static org.assertj.core.api.Assertions.assertThat;

import io.releaseconductor.examples.fakediscord.FakeChannel;
import io.releaseconductor.examples.fakediscord.FakeDiscord;
import io.releaseconductor.examples.fakediscord.Outage;
import io.releaseconductor.examples.fakegithub.Call;
import io.releaseconductor.examples.fakegithub.Fault;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

@DisplayName("The doctor, asked about a set-up that is broken in one way,")
class BrokenSetUpsTest {

    private static final Map<String, Long> PERMISSIONS = Map.of(
            "View Channel", ChannelPermissions.VIEW_CHANNEL,
            "Send Messages", ChannelPermissions.SEND_MESSAGES,
            "Embed Links", ChannelPermissions.EMBED_LINKS);

    @TempDir
    Path folder;

    private DoctorWorld world;
    private final Map<String, String> places = new HashMap<>();
    private final Deque<AutoCloseable> opened = new ArrayDeque<>();

    static List<BrokenSetUp> all() {
        try (InputStream in =
                Objects.requireNonNull(BrokenSetUpsTest.class.getResourceAsStream("/broken-set-ups.txt"))) {
            return BrokenSetUp.read(new String(in.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .toList());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @BeforeEach
    void allInOrder() {
        world = new DoctorWorld(folder);
        opened.push(world);
        places.put("$CHANNEL", FakeDiscord.CHANNEL);
        places.put("$GUILD", FakeDiscord.GUILD);
        places.put("$ROLE", FakeDiscord.RELEASERS);
        places.put("$PERSON", FakeDiscord.ADA.id());
        places.put("$FOLDER", folder.toString());
        places.put("$SITE", world.application.url().toString());
        places.put("$GITHUB", world.github.apiUrl().toString());
        places.put("$DISCORD", world.discord.apiUrl().toString());
    }

    @AfterEach
    void close() throws Exception {
        while (!opened.isEmpty()) {
            opened.pop().close();
        }
    }

    @Test
    @DisplayName("has more than forty of them to tell apart")
    void many() {
        Set<String> names = new HashSet<>();
        assertThat(all()).hasSizeGreaterThanOrEqualTo(40).allSatisfy(each -> {
            assertThat(names.add(each.name())).as(each.name()).isTrue();
            assertThat(each.steps()).as(each.name()).isNotEmpty();
            assertThat(each.found()).as(each.name()).isNotEmpty();
        });
    }

    @ParameterizedTest(name = "{0}")
    @DisplayName("names the cause first, and nothing that is not so")
    @MethodSource("all")
    void found(BrokenSetUp setUp) {
        setUp.steps().forEach(step -> carryOut(filled(step)));
        String said = world.examine();
        List<String> lines = said.lines().map(String::strip).toList();
        List<String> found = lines.stream()
                .filter(line -> line.startsWith(Mark.BAD + " ") || line.startsWith(Mark.DOUBTFUL + " "))
                .toList();
        List<String> expected = setUp.found().stream().map(this::filled).toList();
        assertThat(found).as(said).hasSameSizeAs(expected);
        for (int i = 0; i < expected.size(); i++) {
            assertThat(begins(found.get(i), expected.get(i)))
                    .as("%s, where %s is expected, in%n%s", found.get(i), expected.get(i), said)
                    .isTrue();
        }
        for (String told : setUp.told()) {
            assertThat(lines).as(said).anyMatch(line -> begins(line, filled(told)));
        }
        assertThat(world.healthy()).as(said).isEqualTo(found.stream().noneMatch(line -> line.startsWith("✗ ")));
    }

    private static boolean begins(String line, String expected) {
        return Pattern.compile(Arrays.stream(expected.split("…", -1))
                        .map(Pattern::quote)
                        .collect(Collectors.joining(".*")))
                .matcher(line)
                .lookingAt();
    }

    private String filled(String text) {
        String filled = text;
        for (Map.Entry<String, String> place : places.entrySet()) {
            filled = filled.replace(place.getKey(), place.getValue());
        }
        return filled;
    }

    private void carryOut(String step) {
        if (step.matches("[A-Z][A-Z_]*=.*")) {
            world.environment.put(
                    step.substring(0, step.indexOf('=')),
                    step.substring(step.indexOf('=') + 1).replace("\\n", "\n"));
            return;
        }
        if (step.startsWith("unset ")) {
            world.environment.remove(step.substring("unset ".length()));
            return;
        }
        String[] words = step.split(" ", 4);
        switch (words[0]) {
            case "Discord:" -> discord(step.substring("Discord: ".length()));
            case "GitHub:" -> github(step.substring("GitHub: ".length()));
            case "application:" -> application(words[1], words.length > 2 ? words[2] : "");
            case "Redis:" -> redis(step.substring("Redis:".length()).strip());
            case "folder:" -> folder(words[1]);
            case "port:" -> takePort();
            default -> throw new IllegalArgumentException("no such step: " + step);
        }
    }

    private void discord(String step) {
        FakeChannel channel = FakeChannel.of(FakeDiscord.CHANNEL, "deploys", 0);
        if (step.startsWith("channel of kind ")) {
            int kind = Integer.parseInt(step.substring("channel of kind ".length()));
            world.discord.channel(
                    FakeChannel.of(FakeDiscord.CHANNEL, "deploys", kind).in(FakeDiscord.OTHER_CHANNEL));
        } else if (step.equals("locked thread")) {
            world.discord.channel(FakeChannel.of(FakeDiscord.CHANNEL, "deploys", 11)
                    .in(FakeDiscord.OTHER_CHANNEL)
                    .asLocked());
        } else if (step.equals("channel of another server")) {
            world.discord.channel(channel.inServer("222222222222222229"));
        } else if (step.equals("channel deleted")) {
            world.discord.deleteChannel(FakeDiscord.CHANNEL);
        } else if (step.startsWith("deny ")) {
            long bits = 0;
            for (String name : step.substring("deny ".length()).split(", ", -1)) {
                bits |= Objects.requireNonNull(PERMISSIONS.get(name), name);
            }
            world.discord.channel(channel.denying(bits));
        } else if (step.startsWith("everyone may everything but ")) {
            world.discord.everyoneMay(ChannelPermissions.LEAST
                    & ~Objects.requireNonNull(
                            PERMISSIONS.get(step.substring("everyone may everything but ".length()))));
        } else if (step.startsWith("portal ")) {
            String setting = step.substring("portal ".length());
            world.discord.application(
                    setting.substring(0, setting.indexOf('=')), setting.substring(setting.indexOf('=') + 1));
        } else if (step.startsWith("logins left ")) {
            world.discord.leaveLogins(Integer.parseInt(step.substring("logins left ".length())));
        } else if (step.equals("bot not invited")) {
            world.discord.removeBot();
        } else if (step.equals("no commands")) {
            world.discord.forbidCommands();
        } else if (step.startsWith("outage ")) {
            world.discord.outage(Outage.valueOf(step.substring("outage ".length())));
        } else {
            throw new IllegalArgumentException("no such step of Discord's: " + step);
        }
    }

    private void github(String step) {
        String[] words = step.split(" ", 3);
        switch (words[0]) {
            case "remove" -> world.github.remove(words[1]);
            case "state" -> world.github.state(words[1], words[2]);
            case "archived" -> world.github.archive();
            case "reading" -> world.github.takeWriteAccess();
            case "forbid" -> world.github.forbid(Call.valueOf(words[1]));
            case "renamed" -> world.github.rename(words[1]);
            case "ahead" -> world.github.clockAhead(Duration.ofMinutes(Long.parseLong(words[1])));
            case "header" -> world.github.header(words[1], words[2]);
            case "limit" -> world.github.leave(0);
            case "down" -> world.github.goDown();
            case "fails" ->
                world.github.failNext(Call.REPOSITORY, Fault.answer(false, Integer.parseInt(words[1]), words[2]));
            case "file" -> world.github.write(words[1], words[2]);
            case "requires" ->
                world.github.write(
                        words[1],
                        DoctorWorld.sample(words[1])
                                .replaceFirst("    inputs:\n", "$0      " + words[2] + ": { required: true }\n"));
            default -> throw new IllegalArgumentException("no such step of GitHub's: " + step);
        }
    }

    private void application(String path, String status) {
        if (path.equals("down")) {
            world.application.close();
        } else if (status.isEmpty()) {
            world.application.remove(path);
        } else {
            world.application.json(path, Integer.parseInt(status), "{\"error\":\"broken\"}");
        }
    }

    private void redis(String settings) {
        String[] more = settings.isEmpty() ? new String[0] : settings.split(" ", -1);
        RedisProgram redis = RedisProgram.start(folder, more);
        opened.push(redis);
        places.put("$REDIS", redis.url());
        world.inRedis(redis.url());
    }

    private void folder(String how) {
        try {
            switch (how) {
                case "file" -> Files.writeString(world.state(), "");
                case "damaged" ->
                    Files.writeString(Files.createDirectories(world.state()).resolve("conductor.mv.db"), "no database");
                default -> throw new IllegalArgumentException("no such folder: " + how);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void takePort() {
        try {
            ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
            opened.push(taken);
            world.environment.put("SHIP_HTTP_PORT", Integer.toString(taken.getLocalPort()));
            world.environment.put("SHIP_HTTP_BIND", "127.0.0.1");
            places.put("$PORT", Integer.toString(taken.getLocalPort()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
