package org.medveil.audits.privacy;

import java.util.ArrayList;
import java.util.List;

/** One number about a run's sum, after taking off what the ordinary patients said. */
interface Look {
  String name();

  double score(double[] rest);

  /** Along the patient as a whole, in each block, and across. */
  static List<Look> all(List<ParameterBlock> blocks, double[] along) {
    List<Look> looks = new ArrayList<>();
    looks.add(new Along("one patient, whole update", 0, along.length, along));
    for (ParameterBlock block : blocks) {
      looks.add(
          new Along("one patient, parameters " + block.name(), block.from(), block.to(), along));
    }
    looks.add(new Across("one patient, size of the rest", along));
    return looks;
  }

  /** The projection on the patient's direction within a stretch of parameters. */
  record Along(String name, int from, int to, double[] along) implements Look {
    @Override
    public double score(double[] rest) {
      double sum = 0;
      for (int i = from; i < to; i++) {
        sum += rest[i] * along[i];
      }
      return sum;
    }
  }

  /** The logarithm of what is left at right angles to the patient's direction. */
  record Across(String name, double[] along) implements Look {
    @Override
    public double score(double[] rest) {
      double dot = 0;
      double squares = 0;
      double all = 0;
      for (int i = 0; i < rest.length; i++) {
        dot += rest[i] * along[i];
        squares += along[i] * along[i];
        all += rest[i] * rest[i];
      }
      return Math.log(Math.max(Double.MIN_NORMAL, all - dot * dot / squares));
    }
  }
}
