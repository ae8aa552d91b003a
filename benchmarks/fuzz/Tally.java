import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Outcomes by step. The watchdog reads what is under way. */
final class Tally {
  private final Map<String, Integer> counts = new TreeMap<>();
  private final Map<String, Long> slowest = new TreeMap<>();
  private final Map<String, String> slowestMutant = new TreeMap<>();
  private final List<String> failures = new ArrayList<>();
  private final Thread worker = Thread.currentThread();
  private String step = "";
  private String mutant = "";
  private long begun;
  private int done;

  synchronized void begin(String name, String file) {
    step = name;
    mutant = file;
    begun = Cpu.of(worker);
  }

  synchronized void end(String outcome) {
    counts.merge(step + "\t" + outcome, 1, Integer::sum);
    long spent = Cpu.of(worker) - begun;
    if (spent > slowest.getOrDefault(step, -1L)) {
      slowest.put(step, spent);
      slowestMutant.put(step, mutant);
    }
    begun = Long.MAX_VALUE;
    if (++done % 10_000 == 0) {
      System.err.println(done + " steps");
    }
  }

  synchronized void failure(String kind, Throwable what) {
    StackTraceElement[] trace = what.getStackTrace();
    fail(kind, what.getClass().getName() + (trace.length == 0 ? "" : " at " + trace[0]));
    end("FAILED");
  }

  /** CPU nanoseconds of the step under way. */
  synchronized long spent() {
    return begun == Long.MAX_VALUE ? 0 : Cpu.of(worker) - begun;
  }

  /** The end of a step that has none. */
  synchronized void hang() {
    fail("hang", java.util.Arrays.toString(worker.getStackTrace()));
  }

  private void fail(String kind, String what) {
    failures.add("FAILURE\t" + kind + "\t" + step + "\t" + mutant + "\t" + what);
  }

  synchronized boolean failed() {
    return !failures.isEmpty();
  }

  synchronized void print() {
    counts.forEach((key, count) -> System.out.println("row\t" + key + "\t" + count));
    slowest.forEach(
        (key, spent) ->
            System.out.println("slowest\t" + key + "\t" + spent / 1_000_000 + "\t" + slowestMutant.get(key)));
    failures.forEach(System.out::println);
  }
}
