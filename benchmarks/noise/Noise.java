import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.security.SecureRandom;
import java.util.Random;
import java.util.function.IntFunction;
import org.medveil.dp.NoiseSource;
import org.medveil.opendp.GridGaussianNoise;
import org.medveil.opendp.OpenDpNoise;
import org.medveil.opendp.twin.JavaGridNoise;

/**
 * Times noise from Java: one line per sampler and length, {@code row<TAB>name<TAB>threads<TAB>n<TAB>wall<TAB>cpu}, the
 * best nanoseconds per value of all calls, copies included. Cpu is the calling thread's, so it leaves out what others do
 * on the machine; it says nothing where there are more threads.
 */
final class Noise {
  private static final ThreadMXBean THREAD = ManagementFactory.getThreadMXBean();
  // At least so many nanoseconds of calls before and while measuring.
  private static final long WARM = 300_000_000;
  private static final long MEASURED = 300_000_000;
  private static final int BITS = 36;
  private static final double STEP = 0x1p-40;
  private static final int[] LENGTHS = {10_000, 100_000, 1_000_000, 10_000_000};

  /** How one call is made for vectors of one length, and up to which length it is worth waiting for. */
  private record Sampler(String name, int threads, int longest, IntFunction<Runnable> prepare) {}

  public static void main(String[] arguments) {
    int rounds = Integer.parseInt(arguments[0]);
    OpenDpNoise library = new OpenDpNoise();
    Sampler[] samplers = {
      longs("OpenDP's sampler, long[]", 1, 100_000, v -> library.addDiscreteGaussian(v, 0x1p36)),
      bulk(1),
      bulk(2),
      floats(1),
      floats(2),
      direct(1),
      direct(2),
      twin(1),
      twin(2),
      doubles("SecureRandom.nextGaussian", 1_000_000, new SecureRandom()),
      doubles("INSECURE java.util.Random", 10_000_000, new Random()),
    };
    System.out.println("noise\t" + library.id() + "\t" + library.sha256());
    for (int length : LENGTHS) {
      for (Sampler sampler : samplers) {
        if (length <= sampler.longest()) {
          measure(sampler, length, rounds);
        }
      }
    }
  }

  private static void measure(Sampler sampler, int length, int rounds) {
    Runnable call = sampler.prepare().apply(length);
    long end = System.nanoTime() + WARM;
    do {
      call.run();
    } while (System.nanoTime() < end);
    double wall = Double.MAX_VALUE;
    double cpu = Double.MAX_VALUE;
    end = System.nanoTime() + MEASURED;
    for (int round = 0; round < rounds || System.nanoTime() < end; round++) {
      long worked = THREAD.getCurrentThreadCpuTime();
      long started = System.nanoTime();
      call.run();
      wall = Math.min(wall, System.nanoTime() - started);
      cpu = Math.min(cpu, THREAD.getCurrentThreadCpuTime() - worked);
    }
    System.out.printf(
        "row\t%s\t%d\t%d\t%.3f\t%.3f%n",
        sampler.name(), sampler.threads(), length, wall / length, cpu / length);
  }

  private static Sampler bulk(int threads) {
    GridGaussianNoise noise = new GridGaussianNoise(threads);
    return longs("bulk, long[]", threads, 10_000_000, values -> noise.add(values, BITS));
  }

  private static Sampler twin(int threads) {
    NoiseSource noise = new JavaGridNoise(threads);
    return longs("Java twin, long[]", threads, 10_000_000, v -> noise.addGridGaussian(v, BITS));
  }

  private static Sampler longs(
      String name, int threads, int longest, java.util.function.Consumer<long[]> add) {
    return new Sampler(
        name,
        threads,
        longest,
        length -> {
          long[] values = new long[length];
          return () -> add.accept(values);
        });
  }

  private static Sampler floats(int threads) {
    GridGaussianNoise noise = new GridGaussianNoise(threads);
    return new Sampler(
        "bulk, float[] quantise+noise+decode",
        threads,
        10_000_000,
        length -> {
          float[] values = new float[length];
          return () -> noise.noised(values, STEP, BITS);
        });
  }

  private static Sampler direct(int threads) {
    GridGaussianNoise noise = new GridGaussianNoise(threads);
    return new Sampler(
        "bulk, direct buffer quantise+noise+decode",
        threads,
        10_000_000,
        length -> {
          ByteBuffer values =
              ByteBuffer.allocateDirect(4 * length).order(ByteOrder.nativeOrder());
          return () -> noise.noise(values, STEP, BITS);
        });
  }

  /** Floating-point noise: a yardstick for time, not a mechanism (Mironov 2012). */
  private static Sampler doubles(String name, int longest, Random random) {
    return new Sampler(
        name,
        1,
        longest,
        length -> {
          double[] values = new double[length];
          return () -> {
            for (int i = 0; i < values.length; i++) {
              values[i] += random.nextGaussian();
            }
          };
        });
  }
}
