package org.medveil.jobs.cli;

/** Where a run's result line goes. */
@FunctionalInterface
public interface ResultDesk {
  /** Straight to stdout, when {@code --json} asked for it. */
  ResultDesk STDOUT =
      (line, printed) -> {
        if (printed) {
          System.out.println(line);
        }
      };

  /**
   * @param line one JSON object without a line break
   * @param printed whether the caller wants to see it on stdout
   */
  void hand(String line, boolean printed);
}
