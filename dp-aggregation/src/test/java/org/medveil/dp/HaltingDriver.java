package org.medveil.dp;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.Driver;
import java.sql.DriverManager;
import java.sql.DriverPropertyInfo;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Properties;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.logging.Logger;

/**
 * Wraps a real driver behind {@code jdbc:halting:} and kills this process, as {@code kill -9} does,
 * before the n-th statement, commit or close; a commit and what follows it also count afterwards.
 */
final class HaltingDriver implements Driver {
  static final int HALTED = 137;
  private static final String PREFIX = "jdbc:halting:";
  private static final Set<String> COUNTED =
      Set.of("execute", "executeQuery", "executeUpdate", "commit", "setTransactionIsolation");

  private final int haltAt;
  private final AtomicInteger points = new AtomicInteger();

  HaltingDriver(int haltAt) {
    this.haltAt = haltAt;
  }

  static String url(String real) {
    return PREFIX + real;
  }

  @Override
  public Connection connect(String url, Properties info) throws SQLException {
    if (!acceptsURL(url)) {
      return null;
    }
    point();
    return wrapped(
        Connection.class, DriverManager.getConnection(url.substring(PREFIX.length()), info));
  }

  private void point() {
    if (points.incrementAndGet() == haltAt) {
      Runtime.getRuntime().halt(HALTED);
    }
  }

  private <T> T wrapped(Class<T> type, T real) {
    return type.cast(
        Proxy.newProxyInstance(
            type.getClassLoader(),
            new Class<?>[] {type},
            (proxy, method, arguments) -> called(real, method, arguments)));
  }

  private Object called(Object real, Method method, Object[] arguments) throws Throwable {
    boolean closes = method.getName().equals("close") && real instanceof Connection;
    if (COUNTED.contains(method.getName()) || closes) {
      point();
    }
    Object result;
    try {
      result = method.invoke(real, arguments);
    } catch (InvocationTargetException e) {
      throw e.getCause();
    }
    if (method.getName().equals("commit") || closes) {
      point();
    }
    if (result instanceof PreparedStatement statement) {
      return wrapped(PreparedStatement.class, statement);
    }
    return result instanceof Statement statement ? wrapped(Statement.class, statement) : result;
  }

  @Override
  public boolean acceptsURL(String url) {
    return url.startsWith(PREFIX);
  }

  @Override
  public DriverPropertyInfo[] getPropertyInfo(String url, Properties info) {
    return new DriverPropertyInfo[0];
  }

  @Override
  public int getMajorVersion() {
    return 1;
  }

  @Override
  public int getMinorVersion() {
    return 0;
  }

  @Override
  public boolean jdbcCompliant() {
    return false;
  }

  @Override
  public Logger getParentLogger() {
    return Logger.getGlobal();
  }
}
