package org.medveil.jobs.tables;

import java.io.IOException;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.io.Serializable;
import org.apache.hadoop.conf.Configuration;

/** Hadoop's configuration in a form that travels to executors. */
public final class HadoopConf implements Serializable {
  private transient Configuration configuration;

  /** Wraps the driver's configuration. */
  public HadoopConf(Configuration configuration) {
    this.configuration = configuration;
  }

  /** The configuration, on the driver or an executor. */
  public Configuration get() {
    return configuration;
  }

  private void writeObject(ObjectOutputStream out) throws IOException {
    out.defaultWriteObject();
    configuration.write(out);
  }

  private void readObject(ObjectInputStream in) throws IOException, ClassNotFoundException {
    in.defaultReadObject();
    configuration = new Configuration(false);
    configuration.readFields(in);
  }
}
