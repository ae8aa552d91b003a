import java.sql.Connection;
import java.sql.DriverManager;

/** Keeps an H2 ledger open until stdin ends: another process of the same house, from train's side. */
final class HoldLedger {
  public static void main(String[] arguments) throws Exception {
    try (Connection held = DriverManager.getConnection(arguments[0], "medveil", "")) {
      System.out.println("held " + held.isValid(1));
      System.out.flush();
      while (System.in.read() >= 0) {
        continue;
      }
    }
  }
}
