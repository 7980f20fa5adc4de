package io.releaseconductor.checks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatNoException;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Proxy;
import java.net.ProxySelector;
import java.net.SocketAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import okhttp3.Dns;
import okhttp3.HttpUrl;
import okhttp3.OkHttpClient;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("An address that an answer names")
class NamedAddressesTest {

    /** A public address that nothing is sent to: tests that look it up never get as far. */
    private static final String PUBLIC = "203.0.113.7";

    private final Site site = Site.http();

    @AfterEach
    void close() {
        site.close();
    }

    private static Dns names(Map<String, String> names) {
        return host -> {
            String address = names.get(host);
            if (address == null) {
                throw new UnknownHostException(host);
            }
            return List.of(InetAddress.getByName(address));
        };
    }

    private static WebClient web(Dns dns) {
        return new WebClient(SharedClient.get().newBuilder().dns(dns).build(), HttpLimits.defaults());
    }

    private static Endpoint home(String host) {
        return Endpoint.get(URI.create("http://" + host + "/"));
    }

    private WebRequest script(String host, String home) {
        return WebRequest.script(
                HttpUrl.get("http://" + host + ":" + site.base().getPort() + "/a.js"), home(home));
    }

    private static Trouble refusal(WebClient web, WebRequest request) {
        return catchThrowableOfType(TroubleException.class, () -> web.send(request, Deadline.before(Checks.AMPLE)))
                .trouble();
    }

    @ParameterizedTest
    @ValueSource(strings = {"127.0.0.1", "2130706433", "[::ffff:127.0.0.1]", "inside.test", "localhost"})
    void on_this_machine_is_not_asked_from_a_base_address_elsewhere(String host) {
        site.on("/a.js", Site.script());
        WebClient web = web(name -> name.equals("valine.test")
                ? List.of(InetAddress.getByName(PUBLIC))
                : List.of(InetAddress.getByName(name.equals("inside.test") ? "127.0.0.1" : name)));

        Trouble trouble = refusal(web, script(host, "valine.test"));

        assertThat(trouble.message()).isEqualTo("Address is not asked");
        assertThat(trouble.error()).endsWith("leads to a loopback address");
        assertThat(trouble.outage()).isFalse();
        assertThat(site.requests()).isEmpty();
    }

    @Test
    void on_this_machine_is_asked_from_a_base_address_on_it() throws Exception {
        site.on("/a.js", Site.script());

        WebAnswer answer = web(Dns.SYSTEM).send(script("127.0.0.1", "127.0.0.1"), Deadline.before(Checks.AMPLE));

        assertThat(answer.status()).isEqualTo(200);
    }

    @ParameterizedTest
    @ValueSource(strings = {"169.254.169.254", "[fd00:ec2::254]", "2852039166", "metadata.test", "[fe80::1]"})
    void of_the_cloud_is_not_asked_even_from_a_base_address_on_this_machine(String host) {
        WebClient web = web(name -> List.of(InetAddress.getByName(
                name.equals("metadata.test") ? "169.254.169.254" : name.equals("valine.test") ? "127.0.0.1" : name)));

        assertThat(refusal(web, script(host, "valine.test")).message()).isEqualTo("Address is not asked");
    }

    @Test
    void that_leads_elsewhere_the_second_time_is_not_asked_there() {
        site.on("/a.js", Site.script());
        AtomicInteger lookups = new AtomicInteger();
        AddressGuard guard = new AddressGuard("valine.test", host -> List.of(InetAddress.getByName(PUBLIC)));
        Dns rebinding = host -> List.of(InetAddress.getByName(lookups.incrementAndGet() > 1 ? "127.0.0.1" : PUBLIC));

        assertThatNoException()
                .isThrownBy(() -> guard.check(rebinding.lookup("rebound.test").get(0)));
        Trouble trouble = refusal(
                web(host ->
                        host.equals("valine.test") ? List.of(InetAddress.getByName(PUBLIC)) : rebinding.lookup(host)),
                script("rebound.test", "valine.test"));

        assertThat(trouble.message()).isEqualTo("Address is not asked");
        assertThat(site.requests()).isEmpty();
    }

    @Test
    void is_not_asked_over_a_connection_that_was_open_for_another_base_address() throws Exception {
        site.on("/a.js", Site.script());
        WebClient web = web(names(Map.of("inside.test", "127.0.0.1", "here.test", "127.0.0.1", "valine.test", PUBLIC)));
        web.send(script("inside.test", "here.test"), Deadline.before(Checks.AMPLE));

        Trouble trouble = refusal(web, script("inside.test", "valine.test"));

        assertThat(trouble.message()).isEqualTo("Address is not asked");
        assertThat(site.requests()).hasSize(1);
    }

    @Test
    void that_a_redirect_leads_to_is_not_asked_either() {
        site.on("/a.js", Site.redirect(302, "http://169.254.169.254/latest/meta-data/"));

        Trouble trouble = refusal(web(Dns.SYSTEM), script("127.0.0.1", "127.0.0.1"));

        assertThat(trouble.message()).isEqualTo("Address is not asked");
    }

    @Test
    void of_the_same_site_that_the_page_redirects_to_is_not_asked_on_this_machine() {
        site.on(
                "/",
                Site.redirect(302, "http://inside.valine.app:" + site.base().getPort() + "/"));
        AtomicInteger lookups = new AtomicInteger();
        // the first lookup lets the test's page be served; from then on the base address is elsewhere
        Dns dns = host -> List.of(InetAddress.getByName(
                host.equals("valine.app") && lookups.incrementAndGet() > 1 ? PUBLIC : "127.0.0.1"));
        Endpoint page =
                Endpoint.get(URI.create("http://valine.app:" + site.base().getPort() + "/"));

        assertThat(refusal(web(dns), WebRequest.page(page)).message()).isEqualTo("Address is not asked");
        assertThat(site.requests()).hasSize(1);
    }

    @Test
    void is_checked_before_a_proxy_is_asked_for_it() {
        site.on("/a.js", Site.script());
        OkHttpClient client = SharedClient.get()
                .newBuilder()
                .proxySelector(new ProxySelector() {
                    @Override
                    public List<Proxy> select(URI uri) {
                        return List.of(new Proxy(
                                Proxy.Type.HTTP,
                                new InetSocketAddress(
                                        InetAddress.getLoopbackAddress(),
                                        site.base().getPort())));
                    }

                    @Override
                    public void connectFailed(URI uri, SocketAddress address, IOException e) {}
                })
                .dns(names(Map.of("127.0.0.1", "127.0.0.1", "valine.test", PUBLIC, "inside.test", "127.0.0.1")))
                .build();
        WebClient web = new WebClient(client, HttpLimits.defaults());

        assertThat(refusal(web, script("inside.test", "valine.test")).message()).isEqualTo("Address is not asked");
        assertThat(site.requests()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"metadata.google.internal", "0x7f000001", "0251.0376.0251.0376", "app.localhost"})
    void is_not_asked_of_a_proxy_either_when_its_name_tells_where_it_leads(String host) {
        site.on("/a.js", Site.script());
        OkHttpClient client = SharedClient.get()
                .newBuilder()
                .proxy(new Proxy(
                        Proxy.Type.HTTP,
                        new InetSocketAddress(
                                InetAddress.getLoopbackAddress(), site.base().getPort())))
                .dns(names(Map.of("127.0.0.1", "127.0.0.1", "valine.test", PUBLIC)))
                .build();

        Trouble trouble = refusal(new WebClient(client, HttpLimits.defaults()), script(host, "valine.test"));

        assertThat(trouble.message()).isEqualTo("Address is not asked");
        assertThat(site.requests()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "[::]",
                "0.0.0.0",
                "0x7f000001",
                "0177.0.0.1",
                "127.1",
                "①②⑦.0.0.1",
                "[::ffff:7f00:1]",
                "[64:ff9b::7f00:1]"
            })
    void on_this_machine_is_not_asked_in_whatever_spelling(String host) {
        site.on("/a.js", Site.script());
        WebClient web = web(name -> name.equals("valine.test")
                ? List.of(InetAddress.getByName(PUBLIC))
                : List.of(InetAddress.getByName(name)));

        refusal(web, script(host, "valine.test"));

        assertThat(site.requests()).isEmpty();
    }

    @Test
    void behind_a_proxy_is_asked_through_it_although_the_proxy_is_on_this_machine() throws Exception {
        site.on("/a.js", Site.script());
        Proxy proxy = new Proxy(
                Proxy.Type.HTTP,
                new InetSocketAddress(
                        InetAddress.getLoopbackAddress(), site.base().getPort()));
        OkHttpClient client = SharedClient.get()
                .newBuilder()
                .proxy(proxy)
                .dns(names(Map.of("127.0.0.1", "127.0.0.1", "valine.test", PUBLIC)))
                .build();

        WebAnswer answer = new WebClient(client, HttpLimits.defaults())
                .send(script("unknown.test", "valine.test"), Deadline.before(Checks.AMPLE));

        assertThat(answer.status()).isEqualTo(200);
    }

    @Test
    void is_not_given_the_cookies_of_the_base_address() throws Exception {
        site.on("/", Site.redirect(302, "http://www.valine.app:" + site.base().getPort() + "/in"));
        site.on("/in", Site.html("<h1>Hello</h1>"));
        Endpoint page =
                Endpoint.get(URI.create("http://valine.app:" + site.base().getPort() + "/"));
        WebClient web = web(host -> List.of(InetAddress.getLoopbackAddress()));

        web.send(WebRequest.page(page).withCookies("session=1"), Deadline.before(Checks.AMPLE));

        assertThat(site.requestsTo("/").get(0).getHeaders().get("Cookie")).isEqualTo("session=1");
        assertThat(site.requestsTo("/in").get(0).getHeaders().get("Cookie")).isNull();
    }
}
