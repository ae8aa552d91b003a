/** Ends the virtual machine when one step takes 10 s of CPU time: a paused machine is no hang. */
final class Watchdog extends Thread {
  private static final long LIMIT = 10_000_000_000L;

  private final Tally tally;

  Watchdog(Tally tally) {
    this.tally = tally;
    setDaemon(true);
  }

  @Override
  public void run() {
    try {
      while (true) {
        sleep(200);
        if (tally.spent() > LIMIT) {
          tally.hang();
          tally.print();
          Runtime.getRuntime().halt(2);
        }
      }
    } catch (InterruptedException e) {
      return;
    }
  }
}
