package io.releaseconductor.discord;

import com.neovisionaries.ws.client.ProxySettings;
import com.neovisionaries.ws.client.WebSocketFactory;
import io.releaseconductor.http.Proxies;
import java.net.URI;
import java.util.concurrent.TimeUnit;
import net.dv8tion.jda.api.JDABuilder;
import okhttp3.ConnectionPool;
import okhttp3.Dispatcher;
import okhttp3.OkHttpClient;

/** Leads JDA's requests and its gateway through the proxies of this process, as the other adapters' are. */
final class WayOut {

    private static final URI GATEWAY = URI.create("wss://gateway.discord.gg");

    /** As JDA has it where nobody says otherwise. */
    private static final int MOST_REQUESTS = 25;

    private static final int IDLE_CONNECTIONS = 5;
    private static final int IDLE_SECONDS = 10;

    private WayOut() {}

    static void set(JDABuilder builder, DiscordOptions options, Proxies proxies) {
        Dispatcher dispatcher = new Dispatcher();
        dispatcher.setMaxRequestsPerHost(MOST_REQUESTS);
        builder.setHttpClientBuilder(new OkHttpClient.Builder()
                .connectionPool(new ConnectionPool(IDLE_CONNECTIONS, IDLE_SECONDS, TimeUnit.SECONDS))
                .dispatcher(dispatcher)
                .proxySelector(proxies)
                .proxyAuthenticator(proxies));
        URI gateway = options.gatewayUrl();
        proxies.hop(gateway == null ? GATEWAY : gateway).ifPresent(hop -> builder.setWebsocketFactory(through(hop)));
    }

    private static WebSocketFactory through(Proxies.Hop hop) {
        WebSocketFactory factory = new WebSocketFactory();
        ProxySettings settings = factory.getProxySettings().setHost(hop.host()).setPort(hop.port());
        if (hop.authorization() != null) {
            settings.addHeader("Proxy-Authorization", hop.authorization());
        }
        return factory;
    }
}
