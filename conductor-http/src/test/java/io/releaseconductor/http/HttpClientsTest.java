package io.releaseconductor.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.io.IOException;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import mockwebserver3.Dispatcher;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import mockwebserver3.RecordedRequest;
import mockwebserver3.SocketEffect;
import okhttp3.Call;
import okhttp3.Callback;
import okhttp3.MediaType;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.RequestBody;
import okhttp3.Response;
import okio.ByteString;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("A client that adapters share")
class HttpClientsTest {

    private static final MediaType JSON = MediaType.get("application/json");

    private final MockWebServer server = new MockWebServer();
    private final OkHttpClient client = HttpClients.create("shared", 2);

    @BeforeEach
    void start() throws IOException {
        server.start();
    }

    @AfterEach
    void close() {
        server.close();
    }

    private Request.Builder request(String path) {
        return new Request.Builder().url(server.url(path));
    }

    @Test
    void follows_no_redirect_and_keeps_no_cookie() throws Exception {
        server.enqueue(new MockResponse.Builder()
                .code(302)
                .setHeader("Location", "/elsewhere")
                .setHeader("Set-Cookie", "session=1")
                .build());
        server.enqueue(new MockResponse.Builder().code(200).build());

        try (Response first = client.newCall(request("/here").build()).execute();
                Response second = client.newCall(request("/again").build()).execute()) {
            assertThat(List.of(first.code(), second.code())).containsExactly(302, 200);
        }

        assertThat(server.takeRequest().getTarget()).isEqualTo("/here");
        RecordedRequest again = server.takeRequest();
        assertThat(again.getTarget()).isEqualTo("/again");
        assertThat(again.getHeaders().get("Cookie")).isNull();
    }

    @Test
    void has_threads_of_its_name_that_keep_no_application_from_exiting() {
        server.enqueue(new MockResponse.Builder().code(200).build());
        CompletableFuture<Thread> answeredOn = new CompletableFuture<>();

        client.newCall(request("/").build()).enqueue(new Callback() {
            @Override
            public void onFailure(Call call, IOException e) {
                answeredOn.completeExceptionally(e);
            }

            @Override
            public void onResponse(Call call, Response response) {
                response.close();
                answeredOn.complete(Thread.currentThread());
            }
        });

        assertThat(answeredOn.join().isDaemon()).isTrue();
        assertThat(client.dispatcher().getMaxRequests()).isEqualTo(2);
        assertThat(client.dispatcher().getMaxRequestsPerHost()).isEqualTo(2);
        assertThatIllegalArgumentException().isThrownBy(() -> HttpClients.create("shared", 0));
    }

    @Test
    void sends_a_body_of_one_shot_once_where_it_sends_any_other_one_again() throws Exception {
        ByteString bytes = ByteString.encodeUtf8("{\"deploy\":true}");

        assertThat(sentWhereTheConnectionIsDead(RequestBody.create(bytes, JSON)))
                .isEqualTo(2);
        assertThat(sentWhereTheConnectionIsDead(new OneShotBody(bytes, JSON))).isEqualTo(1);

        RecordedRequest last = server.takeRequest();
        for (int i = 1; i < server.getRequestCount(); i++) {
            last = server.takeRequest();
        }
        assertThat(last.getBody()).isEqualTo(bytes);
        assertThat(last.getHeaders().get("Content-Type")).isEqualTo("application/json");
    }

    /** How often a body is sent where the connection at hand looked alive, and is closed once it has been sent. */
    private int sentWhereTheConnectionIsDead(RequestBody body) throws IOException {
        server.setDispatcher(new Dispatcher() {
            private boolean closed;

            @Override
            public MockResponse dispatch(RecordedRequest request) {
                if (request.getTarget().equals("/") || closed) {
                    return new MockResponse.Builder().code(200).build();
                }
                closed = true;
                return new MockResponse.Builder()
                        .onResponseStart(new SocketEffect.CloseSocket())
                        .build();
            }
        });
        client.newCall(request("/").build()).execute().close();
        int before = server.getRequestCount();
        try (Response answer =
                client.newCall(request("/start").post(body).build()).execute()) {
            assertThat(answer.code()).isEqualTo(200);
        } catch (IOException e) {
            assertThat(body.isOneShot()).isTrue();
        }
        return server.getRequestCount() - before;
    }
}
