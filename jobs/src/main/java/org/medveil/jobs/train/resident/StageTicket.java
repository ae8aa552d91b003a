package org.medveil.jobs.train.resident;

import java.io.Serializable;
import java.util.Objects;
import org.apache.spark.SecurityManager;
import org.apache.spark.SparkEnv;
import org.apache.spark.network.sasl.SecretKeyHolder;

/**
 * What a task needs to reach its driver; travels inside the task's closure.
 *
 * @param host the driver's address
 * @param port of this stage's server
 * @param secret random and of this stage only; null where Spark authenticates, since then both
 *     sides hold the application's secret and none must travel
 * @param length entries of a sum
 */
public record StageTicket(String host, int port, String secret, int length)
    implements Serializable {
  private static final String USER = "medveil-stage";

  /** Checks that there is somewhere to go. */
  public StageTicket {
    Objects.requireNonNull(host);
  }

  String user() {
    return secret == null ? SparkEnv.get().securityManager().getSaslUser() : USER;
  }

  SecretKeyHolder holder() {
    return secret == null ? SparkEnv.get().securityManager() : new OneSecret(secret);
  }

  /** The secret stays out of logs. */
  @Override
  public String toString() {
    return "StageTicket[" + host + ":" + port + "]";
  }

  static boolean sparkAuthenticates(SecurityManager security) {
    return security.isAuthenticationEnabled();
  }

  private record OneSecret(String secret) implements SecretKeyHolder {
    @Override
    public String getSaslUser(String user) {
      return USER;
    }

    @Override
    public String getSecretKey(String user) {
      return secret;
    }

    @Override
    public String toString() {
      return "OneSecret";
    }
  }
}
