import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import org.medveil.jobs.Main;

/**
 * Runs the command lines of {@code pipelines/run}, one per line of stdin with tabs between the
 * words, in one JVM, so that a benchmark of hundreds of verbs does not pay for hundreds of Spark
 * starts. After each line it prints {@code ##exit CODE} on stdout.
 */
final class Lines {
  public static void main(String[] none) throws IOException {
    BufferedReader in =
        new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
    for (String line = in.readLine(); line != null; line = in.readLine()) {
      int code = Main.run(line.split("\t"));
      System.out.println("##exit " + code);
      System.out.flush();
    }
  }
}
