package org.medveil.dp;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;

/**
 * A real PostgreSQL server on the loopback interface, started once a JVM and killed at its end. It
 * runs as {@code nobody} where the tests run as root, which PostgreSQL refuses to be.
 */
final class PostgresServer {
  private static final AtomicInteger NUMBER = new AtomicInteger();
  private static final int STARTS_WITHIN_SECONDS = 60;

  private static final class Once {
    static final int PORT = start();
  }

  private PostgresServer() {}

  /** JDBC URL of a new and empty database. */
  static String newDatabase() {
    String name = "ledger" + NUMBER.incrementAndGet();
    execute(url(Once.PORT, "postgres"), "CREATE DATABASE " + name);
    return url(Once.PORT, name);
  }

  /** JDBC URL of a new and empty schema: made in no time, and no files of its own. */
  static String newSchema() {
    String name = "ledger" + NUMBER.incrementAndGet();
    execute(url(Once.PORT, "postgres"), "CREATE SCHEMA " + name);
    return url(Once.PORT, "postgres") + "?currentSchema=" + name;
  }

  static void execute(String url, String sql) {
    try (Connection connection = DriverManager.getConnection(url, "postgres", "");
        Statement statement = connection.createStatement()) {
      statement.execute(sql);
    } catch (SQLException e) {
      throw new AssertionError(e);
    }
  }

  private static String url(int port, String database) {
    return "jdbc:postgresql://127.0.0.1:" + port + "/" + database;
  }

  private static int start() {
    try {
      int port = freePort();
      Path home = Files.createTempDirectory("medveil-postgres");
      // The server's user makes its own data folder here.
      Files.setPosixFilePermissions(home, PosixFilePermissions.fromString("rwxrwxrwx"));
      PostgresBinaries.unpack(home);
      Path log = home.resolve("server.log");
      String data = home.resolve("data").toString();
      String bin = home.resolve("bin") + "/";
      Process made =
          run(
              log,
              bin + "initdb",
              "--pgdata=" + data,
              "--username=postgres",
              "--auth=trust",
              "--encoding=UTF8",
              "--locale=C",
              "--no-sync");
      if (made.waitFor() != 0) {
        throw new AssertionError("initdb failed: " + Files.readString(log));
      }
      // Jobs are killed in these tests, the machine is not: fsync would only cost time.
      Process server =
          run(
              log,
              bin + "postgres",
              "-D",
              data,
              "-h",
              "127.0.0.1",
              "-p",
              String.valueOf(port),
              "-k",
              "",
              "-c",
              "fsync=off");
      Runtime.getRuntime().addShutdownHook(new Thread(() -> stop(server, home)));
      await(server, log, port);
      return port;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  private static int freePort() throws IOException {
    try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return free.getLocalPort();
    }
  }

  private static Process run(Path log, String... command) throws IOException {
    List<String> line = new ArrayList<>();
    if (System.getProperty("user.name").equals("root")) {
      line.addAll(List.of("setpriv", "--reuid=65534", "--regid=65534", "--clear-groups", "--"));
    }
    line.addAll(List.of(command));
    return new ProcessBuilder(line)
        .directory(log.getParent().toFile())
        .redirectErrorStream(true)
        .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()))
        .start();
  }

  private static void await(Process server, Path log, int port) throws IOException {
    long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(STARTS_WITHIN_SECONDS);
    while (true) {
      try {
        DriverManager.getConnection(url(port, "postgres"), "postgres", "").close();
        return;
      } catch (SQLException e) {
        if (!server.isAlive() || System.nanoTime() > deadline) {
          throw new AssertionError("PostgreSQL does not start: " + Files.readString(log), e);
        }
        LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(50));
      }
    }
  }

  private static void stop(Process server, Path home) {
    try {
      // Politely first: helpers of a killed server would go on writing into the folder.
      server.destroy();
      if (!server.waitFor(10, TimeUnit.SECONDS)) {
        server.destroyForcibly().waitFor(5, TimeUnit.SECONDS);
      }
      PostgresBinaries.delete(home);
    } catch (IOException | InterruptedException e) {
      // A folder in the machine's temporary directory stays behind; the tests are over.
    }
  }
}
