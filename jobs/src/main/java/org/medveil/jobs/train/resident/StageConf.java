package org.medveil.jobs.train.resident;

import org.apache.spark.SparkConf;
import org.apache.spark.network.netty.SparkTransportConf;
import org.apache.spark.network.util.TransportConf;
import scala.Option;

/**
 * Network settings of a resident stage: those of Spark, encryption included ({@code
 * spark.network.crypto.enabled}), for a module of its own ({@code spark.medveil.io.*}).
 */
final class StageConf {
  private StageConf() {}

  /**
   * A task waits for its next step as long as the step takes, so a quiet connection is no dead one.
   * A dead peer is found by its closed socket, by TCP's keep-alive or by Spark's heartbeats.
   */
  static TransportConf of(SparkConf spark, int threads) {
    SparkConf conf = spark.clone();
    conf.setIfMissing("spark.medveil.io.connectionTimeout", "20d");
    conf.setIfMissing("spark.medveil.io.connectionCreationTimeout", "60s");
    conf.setIfMissing("spark.medveil.io.enableTcpKeepAlive", "true");
    return SparkTransportConf.fromSparkConf(conf, "medveil", threads, Option.empty());
  }
}
