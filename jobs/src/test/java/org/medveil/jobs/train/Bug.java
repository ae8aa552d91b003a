package org.medveil.jobs.train;

import java.util.Arrays;
import org.medveil.dp.GridGaussian;
import org.medveil.dp.NoiseSource;
import org.medveil.dp.PaidRun;
import org.medveil.dp.SamplingPlan;
import org.medveil.jobs.FixedNoise;
import org.medveil.jobs.train.BugTrainer.Inside;
import org.medveil.jobs.train.resident.ExactSum;
import org.medveil.learning.Cohort;
import org.medveil.learning.DpSgdStep;
import org.medveil.learning.ModelSpec;
import org.medveil.learning.Optimizer;
import org.medveil.learning.PatientExamples;
import org.medveil.learning.PatientGradient;
import org.medveil.learning.StepPoint;

/** Errors that were made elsewhere, or nearly were. Each replaces one place of the trainer. */
enum Bug {
  /** The product as it is. */
  NONE,

  /** Each image is clipped, and a patient's clipped images are added up. */
  CLIP_PER_IMAGE {
    @Override
    StepDriver driver(Inside inside) {
      PatientGradient gradient = inside.recipe().model().gradient();
      return new SumOnly(
          point -> {
            long[] sum = new long[inside.recipe().length()];
            for (PatientExamples patient : inside.sampled(point.step())) {
              for (int i = 0; i < patient.size(); i++) {
                PatientExamples image =
                    new PatientExamples(
                        patient.subjectKey(),
                        new float[][] {patient.features()[i]},
                        new int[] {patient.labels()[i]});
                DpSgdStep.addPatient(
                    gradient, point.parameters(), image, inside.recipe().grid(), sum);
              }
            }
            return sum;
          });
    }
  },

  /** A quarter of the noise. */
  QUARTER_OF_THE_NOISE {
    @Override
    NoiseSource noise(NoiseSource clean, ModelSpec model) {
      return new BentNoise(clean, (values, bits) -> clean.addGridGaussian(values, bits - 2));
    }
  },

  /** A task's sum arrives twice, as an accumulator counts a task that ran again. */
  TASK_COUNTED_TWICE {
    @Override
    StepDriver driver(Inside inside) {
      StepDriver all = inside.driver();
      StepDriver first = new LocalDriver(inside.cohorts().subList(0, 1), 1, inside.recipe());
      return new SumOnly(
          point -> {
            long[] sum = all.sum(point);
            ExactSum.absorb(sum, 0, first.sum(point), sum.length);
            return sum;
          });
    }
  },

  /** The noisy sum is divided by the number of patients who were there. */
  REALISED_BATCH_AS_DENOMINATOR {
    @Override
    float[] steps(Inside inside, PaidRun paid, StepDriver driver, float[] start) {
      int steps = inside.plan().steps();
      Optimizer optimizer = new Optimizer(inside.plan().optimizer(), start.length, steps);
      float[] parameters = start.clone();
      for (int step = 0; step < steps; step++) {
        float[] mean = paid.step(driver.sum(new StepPoint(parameters, step))).value();
        float there = Math.max(1, inside.count(step));
        for (int i = 0; i < mean.length; i++) {
          mean[i] /= there;
        }
        parameters = optimizer.update(parameters, mean);
      }
      return optimizer.averaged();
    }
  },

  /** The first of several layers gets no noise. */
  LAYER_WITHOUT_NOISE {
    @Override
    NoiseSource noise(NoiseSource clean, ModelSpec model) {
      int layers = model.configuration().getConfs().size();
      int first = layers > 1 ? 32 * (model.inputs() + 1) : 0;
      return new BentNoise(clean, (values, bits) -> sparing(clean, values, bits, 0, first));
    }
  },

  /** Every patient once an epoch, accounted as Poisson. */
  SHUFFLED_NOT_SAMPLED {
    @Override
    StepPatients patients(SamplingPlan plan, byte[] secret, int buckets) {
      int batches = (int) Math.round(1 / plan.samplingRate());
      return (step, cohort) ->
          java.util.stream.IntStream.range(0, cohort.size())
              .filter(p -> batch(cohort, p, step / batches, batches, secret) == step % batches)
              .toArray();
    }
  },

  /** The batch's mean gradient is clipped, not each patient's. */
  CLIP_AFTER_AVERAGE {
    @Override
    StepDriver driver(Inside inside) {
      PatientGradient gradient = inside.recipe().model().gradient();
      GridGaussian grid = inside.recipe().grid();
      return new SumOnly(
          point -> {
            double[] mean = new double[gradient.parameterCount()];
            double[] one = new double[mean.length];
            var sampled = inside.sampled(point.step());
            for (PatientExamples patient : sampled) {
              gradient.meanGradient(point.parameters(), patient, one);
              for (int i = 0; i < mean.length; i++) {
                mean[i] += one[i] / sampled.size();
              }
            }
            long[] clipped = new long[mean.length];
            grid.addClipped(mean, clipped);
            return Arrays.stream(clipped).map(units -> units * sampled.size()).toArray();
          });
    }
  },

  /** The last parameter, a bias, gets no noise. */
  BIAS_WITHOUT_NOISE {
    @Override
    NoiseSource noise(NoiseSource clean, ModelSpec model) {
      return new BentNoise(
          clean, (values, bits) -> sparing(clean, values, bits, values.length - 1, values.length));
    }
  },

  /** Every run draws the same noise, as from a stored key. */
  NOISE_OF_THE_LAST_RUN {
    @Override
    NoiseSource noise(NoiseSource clean, ModelSpec model) {
      return new FixedNoise(99);
    }
  };

  NoiseSource noise(NoiseSource clean, ModelSpec model) {
    return clean;
  }

  StepPatients patients(SamplingPlan plan, byte[] secret, int buckets) {
    return new PoissonPatients(plan, buckets, secret);
  }

  StepDriver driver(Inside inside) {
    return inside.driver();
  }

  float[] steps(Inside inside, PaidRun paid, StepDriver driver, float[] start) {
    return new TrainingRun(
            inside.plan(),
            new TrainedPart(inside.recipe().model()),
            paid,
            RunConduct.of((step, of) -> {}))
        .steps(driver, start);
  }

  private static void sparing(NoiseSource clean, long[] values, int bits, int from, int to) {
    long[] spared = Arrays.copyOfRange(values, from, to);
    clean.addGridGaussian(values, bits);
    System.arraycopy(spared, 0, values, from, spared.length);
  }

  private static int batch(Cohort cohort, int patient, int epoch, int batches, byte[] secret) {
    byte[] key =
        java.nio.ByteBuffer.allocate(12).putLong(cohort.hash(patient)).putInt(epoch).array();
    byte[] word = org.medveil.dp.Hashes.hmac(secret, key);
    return Integer.remainderUnsigned(java.nio.ByteBuffer.wrap(word).getInt(), batches);
  }

  /** A driver that is only its sum. */
  private record SumOnly(java.util.function.Function<StepPoint, long[]> how) implements StepDriver {
    @Override
    public long[] sum(StepPoint point) {
      return how.apply(point);
    }

    @Override
    public void close() {}
  }

  private interface Draw {
    void add(long[] values, int bits);
  }

  /** A source whose draws for training go wrong. */
  private record BentNoise(NoiseSource clean, Draw draw) implements NoiseSource {
    @Override
    public String id() {
      return clean.id();
    }

    @Override
    public String sha256() {
      return clean.sha256();
    }

    @Override
    public void addDiscreteGaussian(long[] values, double sigma) {
      clean.addDiscreteGaussian(values, sigma);
    }

    @Override
    public void addGridGaussian(long[] values, int bits) {
      draw.add(values, bits);
    }

    @Override
    public void addDiscreteLaplace(long[] values, double scale) {
      clean.addDiscreteLaplace(values, scale);
    }

    @Override
    public int select(long[] scores, double scale) {
      return clean.select(scores, scale);
    }
  }
}
