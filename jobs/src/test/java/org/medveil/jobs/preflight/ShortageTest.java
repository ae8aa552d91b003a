package org.medveil.jobs.preflight;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Why no executor comes, read from what a Master of Spark 3.5.9 says. */
class ShortageTest {
  private static final ExecutorShape SMALL = new ExecutorShape(1, 1024, 1);

  @Test
  void aWorkerWithRoomIsNoShortage() throws Exception {
    assertTrue(Shortage.of(recorded("ALIVE", 2, "ALIVE"), SMALL, "").isEmpty());
  }

  @Test
  void noWorkerAlivePasses() throws Exception {
    Shortage shortage = Shortage.of(recorded("DEAD", 2, "ALIVE"), SMALL, "").orElseThrow();
    assertFalse(shortage.lasting());
    assertEquals("no worker is alive (1 known to the Master)", shortage.reason());
  }

  @Test
  void takenWorkersPass() throws Exception {
    Shortage shortage = Shortage.of(recorded("ALIVE", 0, "ALIVE"), SMALL, "").orElseThrow();
    assertFalse(shortage.lasting());
    assertTrue(shortage.reason().startsWith("the workers are taken, 1 other applications run"));
  }

  @Test
  void executorsThatCannotReachTheDriverPass() throws Exception {
    String own = "app-20261126013958-0000";
    Shortage shortage = Shortage.of(recorded("ALIVE", 0, "ALIVE"), SMALL, own).orElseThrow();
    assertFalse(shortage.lasting());
    assertTrue(shortage.reason().contains("none reports to the driver"));
  }

  @Test
  void aStandbyMasterPasses() throws Exception {
    assertFalse(Shortage.of(recorded("ALIVE", 2, "STANDBY"), SMALL, "").orElseThrow().lasting());
  }

  @Test
  void whatNoWorkerHasLasts() throws Exception {
    for (ExecutorShape large :
        List.of(
            new ExecutorShape(3, 1024, 1),
            new ExecutorShape(1, 4096, 1),
            new ExecutorShape(1, 1024, 3))) {
      Shortage shortage = Shortage.of(recorded("ALIVE", 2, "ALIVE"), large, "").orElseThrow();
      assertTrue(shortage.lasting());
      assertEquals(
          "an executor asks for "
              + large
              + ", and no worker alive has that: 10.0.0.7:36075 has 2 cores, 2048 MiB, 2 GPUs",
          shortage.reason());
    }
  }

  @Test
  void aLargeWorkerThatIsAwayMayComeBack() {
    WorkerState alive =
        new WorkerState("a:1", true, new ExecutorShape(1, 512, 0), new ExecutorShape(1, 512, 0));
    WorkerState away =
        new WorkerState("b:1", false, new ExecutorShape(8, 8192, 4), new ExecutorShape(8, 8192, 4));
    MasterState both = new MasterState("spark://m:7077", "ALIVE", List.of(alive, away), List.of());
    assertFalse(Shortage.of(both, SMALL, "").orElseThrow().lasting());
  }

  @Test
  void anythingElseOnThatPortIsNoMaster() throws Exception {
    for (String other : List.of("{}", "[]", "7", "{\"workers\": []}", "{\"url\": \"x\"}")) {
      assertEquals(Optional.empty(), MasterState.parse(new ObjectMapper().readTree(other)));
    }
  }

  private static MasterState recorded(String worker, int coresFree, String status)
      throws Exception {
    String json =
        """
        {
          "url" : "spark://10.0.0.1:7077",
          "workers" : [ {
            "id" : "worker-20261126013958-10.0.0.7-36075",
            "host" : "10.0.0.7",
            "port" : 36075,
            "webuiaddress" : "http://10.0.0.7:38039",
            "cores" : 2, "coresused" : %d, "coresfree" : %d,
            "memory" : 2048, "memoryused" : 0, "memoryfree" : 2048,
            "resources" : { "gpu" : { "name" : "gpu", "addresses" : [ "0", "1" ] } },
            "resourcesused" : { "gpu" : { "name" : "gpu", "addresses" : [ ] } },
            "resourcesfree" : { "gpu" : { "name" : "gpu", "addresses" : [ "0", "1" ] } },
            "state" : "%s",
            "lastheartbeat" : 1795657202622
          } ],
          "aliveworkers" : 1, "cores" : 2, "coresused" : 0, "memory" : 2048, "memoryused" : 0,
          "activeapps" : [ { "id" : "app-20261126013958-0000", "name" : "medveil train" } ],
          "completedapps" : [ ], "activedrivers" : [ ], "completeddrivers" : [ ],
          "status" : "%s"
        }
        """
            .formatted(2 - coresFree, coresFree, worker, status);
    return MasterState.parse(new ObjectMapper().readTree(json)).orElseThrow();
  }
}
