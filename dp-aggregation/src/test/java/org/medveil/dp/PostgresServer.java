package org.medveil.dp;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A real PostgreSQL server on the loopback interface, started once a JVM; its binaries come from
 * Maven.
 */
final class PostgresServer {
  private static final AtomicInteger DATABASES = new AtomicInteger();

  private static final class Once {
    static final EmbeddedPostgres SERVER = start();

    private static EmbeddedPostgres start() {
      try {
        return EmbeddedPostgres.builder().setCleanDataDirectory(true).start();
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }

  private PostgresServer() {}

  /** JDBC URL, credentials included, of a new and empty database. */
  static String newDatabase() {
    String name = "ledger" + DATABASES.incrementAndGet();
    execute(url("postgres"), "CREATE DATABASE " + name);
    return url(name);
  }

  static void execute(String url, String sql) {
    try (Connection connection = DriverManager.getConnection(url, "postgres", "");
        Statement statement = connection.createStatement()) {
      statement.execute(sql);
    } catch (SQLException e) {
      throw new AssertionError(e);
    }
  }

  private static String url(String database) {
    return "jdbc:postgresql://127.0.0.1:" + Once.SERVER.getPort() + "/" + database;
  }
}
