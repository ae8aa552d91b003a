package org.medveil.jobs.preflight;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.medveil.contracts.Refusal;

/**
 * {@code spark.master}, as written.
 *
 * @param text the setting
 * @param addresses host and port of each Master of a standalone cluster, unresolved; else empty
 */
record ClusterMaster(String text, List<InetSocketAddress> addresses) {
  private static final Pattern ADDRESS = Pattern.compile("(\\[[^]]+]|[^:,/]+):([0-9]{1,5})");

  ClusterMaster {
    addresses = List.copyOf(addresses);
  }

  /**
   * @throws Refusal exit 2 for {@code spark://} without host and port
   */
  static ClusterMaster of(String text) {
    if (!text.startsWith("spark://")) {
      return new ClusterMaster(text, List.of());
    }
    List<InetSocketAddress> addresses = new ArrayList<>();
    for (String part : text.substring("spark://".length()).split(",", -1)) {
      Matcher address = ADDRESS.matcher(part);
      if (!address.matches() || Integer.parseInt(address.group(2)) > 65535) {
        throw Refusal.usage(
            "spark.master '" + text + "' is not spark://host:port", "e.g. spark://master:7077");
      }
      addresses.add(
          InetSocketAddress.createUnresolved(address.group(1), Integer.parseInt(address.group(2))));
    }
    return new ClusterMaster(text, addresses);
  }

  /** One JVM, no executors. {@code local-cluster} has some. */
  boolean local() {
    return text.equals("local") || text.startsWith("local[");
  }

  boolean standalone() {
    return !addresses.isEmpty();
  }

  /** Whether any Master accepts a connection now. */
  boolean answers(Duration patience) {
    for (InetSocketAddress address : addresses) {
      try (Socket socket = new Socket()) {
        InetAddress host = InetAddress.getByName(address.getHostString());
        socket.connect(
            new InetSocketAddress(host, address.getPort()), (int) Math.max(1, patience.toMillis()));
        return true;
      } catch (UnknownHostException e) {
        // A name may come back with the network.
      } catch (IOException e) {
        // The next one, perhaps.
      }
    }
    return false;
  }
}
