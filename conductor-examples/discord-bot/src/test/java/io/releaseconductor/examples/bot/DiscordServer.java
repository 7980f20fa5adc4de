package io.releaseconductor.examples.bot;

import java.net.URI;
import java.util.Map;

/** What the doctor asks Discord, with all in order at first. */
final class DiscordServer implements AutoCloseable {

    static final String BOT = "111111111111111111";
    static final String GUILD = "222222222222222222";
    static final String CHANNEL = "333333333333333331";
    static final String ROLE = "444444444444444441";
    static final String PERSON = "555555555555555551";

    private final Site site = Site.start();

    DiscordServer() {
        site.json("/users/@me", 200, "{\"id\":\"" + BOT + "\",\"username\":\"conductor\"}");
        application("{\"bot_public\":false}");
        loginsLeft(999);
        server(ChannelPermissions.LEAST);
        site.json("/guilds/" + GUILD + "/members/" + BOT, 200, "{\"roles\":[\"" + ROLE + "\"]}");
        site.json("/guilds/" + GUILD + "/members/" + PERSON, 200, "{\"roles\":[]}");
        site.json("/applications/" + BOT + "/guilds/" + GUILD + "/commands", 200, "[{\"name\":\"ship\"}]");
        channel("[]");
    }

    URI url() {
        return site.url();
    }

    void application(String json) {
        site.json("/applications/@me", 200, json);
    }

    void loginsLeft(int left) {
        site.json(
                "/gateway/bot", 200, "{\"session_start_limit\":{\"total\":1000,\"remaining\":" + left + "}}", Map.of());
    }

    void server(long everyone) {
        site.json(
                "/guilds/" + GUILD,
                200,
                "{\"name\":\"Shop\",\"roles\":[{\"id\":\"" + GUILD + "\",\"permissions\":\"" + everyone
                        + "\"},{\"id\":\"" + ROLE + "\",\"permissions\":\"0\"}]}");
    }

    void channel(String overwrites) {
        site.json(
                "/channels/" + CHANNEL,
                200,
                "{\"name\":\"deploys\",\"type\":0,\"guild_id\":\"" + GUILD + "\",\"permission_overwrites\":"
                        + overwrites + "}");
    }

    void remove(String path) {
        site.remove(path);
    }

    void refuseToken() {
        site.json("/users/@me", 401, "{\"message\":\"401: Unauthorized\",\"code\":0}");
    }

    @Override
    public void close() {
        site.close();
    }
}
