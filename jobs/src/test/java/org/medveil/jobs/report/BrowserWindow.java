package org.medveil.jobs.report;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.WebSocket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** One tab of a headless browser, driven over its DevTools protocol; no driver program needed. */
final class BrowserWindow implements AutoCloseable {
  private static final ObjectMapper MAPPER = new ObjectMapper();

  private final WebSocket socket;
  private final AtomicInteger ids = new AtomicInteger();
  private final Map<Integer, CompletableFuture<JsonNode>> open = new ConcurrentHashMap<>();
  private final List<JsonNode> events = new CopyOnWriteArrayList<>();

  /** Opens a tab of the browser that listens on {@code port} of this machine. */
  BrowserWindow(int port) throws IOException, InterruptedException {
    HttpClient http = HttpClient.newBuilder().proxy(HttpClient.Builder.NO_PROXY).build();
    HttpRequest newTab =
        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/json/new?about:blank"))
            .method("PUT", HttpRequest.BodyPublishers.noBody())
            .timeout(Duration.ofSeconds(20))
            .build();
    String answer = http.send(newTab, BodyHandlers.ofString()).body();
    URI address = URI.create(MAPPER.readTree(answer).get("webSocketDebuggerUrl").asText());
    socket = http.newWebSocketBuilder().buildAsync(address, new Reader()).join();
    for (String domain : List.of("Page", "Runtime", "Log", "Network")) {
      send(domain + ".enable", Map.of());
    }
  }

  /** Sizes the tab and loads a file, until its load event; forgets what happened before. */
  void show(Path page, int width) throws InterruptedException {
    send(
        "Emulation.setDeviceMetricsOverride",
        Map.of("width", width, "height", 900, "deviceScaleFactor", 1, "mobile", false));
    events.clear();
    send("Page.navigate", Map.of("url", page.toUri().toString()));
    for (int waited = 0; of("Page.loadEventFired").isEmpty(); waited++) {
      if (waited > 600) {
        throw new IllegalStateException("the page did not load within 30 s");
      }
      Thread.sleep(50);
    }
  }

  /** What the page or the browser complained about: exceptions, console errors, log entries. */
  List<String> complaints() {
    List<String> all = new ArrayList<>();
    of("Runtime.exceptionThrown").forEach(e -> all.add(e.toString()));
    of("Log.entryAdded").forEach(e -> all.add(e.toString()));
    of("Runtime.consoleAPICalled").forEach(e -> all.add(e.toString()));
    of("Page.javascriptDialogOpening").forEach(e -> all.add(e.toString()));
    return all;
  }

  /** Every address that was asked for, other than what stands in the page itself. */
  List<String> requests() {
    return of("Network.requestWillBeSent").stream()
        .map(e -> e.at("/request/url").asText())
        .filter(url -> !url.startsWith("data:"))
        .toList();
  }

  /** The value of a JavaScript expression, as JSON. */
  JsonNode evaluate(String expression) {
    JsonNode answer =
        send("Runtime.evaluate", Map.of("expression", expression, "returnByValue", true));
    if (answer.has("exceptionDetails")) {
      throw new IllegalStateException(answer.get("exceptionDetails").toString());
    }
    return answer.at("/result/value");
  }

  /** A picture of what is in view, as base64 of a PNG. */
  String screenshot() {
    return send("Page.captureScreenshot", Map.of("format", "png")).get("data").asText();
  }

  private List<JsonNode> of(String method) {
    return events.stream()
        .filter(e -> e.get("method").asText().equals(method))
        .map(e -> e.get("params"))
        .toList();
  }

  private JsonNode send(String method, Map<String, Object> params) {
    int id = ids.incrementAndGet();
    CompletableFuture<JsonNode> answer = new CompletableFuture<>();
    open.put(id, answer);
    ObjectNode message = MAPPER.createObjectNode().put("id", id).put("method", method);
    message.set("params", MAPPER.valueToTree(params));
    socket.sendText(message.toString(), true).join();
    return answer.orTimeout(30, TimeUnit.SECONDS).join();
  }

  @Override
  public void close() {
    socket.abort();
  }

  private final class Reader implements WebSocket.Listener {
    private final StringBuilder part = new StringBuilder();

    @Override
    public CompletionStage<?> onText(WebSocket webSocket, CharSequence data, boolean last) {
      part.append(data);
      if (last) {
        take(part.toString());
        part.setLength(0);
      }
      webSocket.request(1);
      return null;
    }

    private void take(String text) {
      try {
        JsonNode message = MAPPER.readTree(text);
        if (message.has("id")) {
          open.remove(message.get("id").asInt()).complete(message.path("result"));
        } else {
          events.add(message);
        }
      } catch (IOException e) {
        throw new IllegalStateException(e);
      }
    }
  }
}
