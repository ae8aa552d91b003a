package org.medveil.learning.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class HashTrieTest {
  /** Hashes that share long beginnings as often as short ones. */
  @Provide
  Arbitrary<List<Long>> hashes() {
    Arbitrary<Long> any =
        Arbitraries.longs()
            .flatMap(low -> Arbitraries.integers().between(0, 63).map(bits -> low >>> bits));
    return any.set().ofMaxSize(60).map(set -> set.stream().sorted(Long::compareUnsigned).toList());
  }

  @Property(tries = 300)
  void blocksAreInOrderAndTakeEverybodyOnce(
      @ForAll("hashes") List<Long> hashes,
      @ForAll @IntRange(min = 1, max = 9) int most,
      @ForAll @IntRange(max = 8) int bits) {
    List<Long> all = new ArrayList<>();
    for (List<Long> block : blocks(hashes, most, bits)) {
      assertTrue(block.size() <= most);
      assertTrue(bits == 0 || block.stream().map(h -> h >>> (64 - bits)).distinct().count() == 1);
      all.addAll(block);
    }
    assertEquals(hashes, all);
  }

  /** The claim of the privacy proof: what one patient changes lies along one path. */
  @Property(tries = 300)
  void onePatientChangesOneBlockIntoPiecesOfItself(
      @ForAll("hashes") List<Long> hashes,
      @ForAll long added,
      @ForAll @IntRange(min = 1, max = 9) int most,
      @ForAll @IntRange(max = 8) int bits) {
    List<Long> more = new ArrayList<>(hashes);
    if (!more.contains(added)) {
      more.add(added);
    }
    more.sort(Long::compareUnsigned);
    Set<List<Long>> before = new HashSet<>(blocks(hashes, most, bits));
    before.removeAll(blocks(more, most, bits));
    if (!hashes.contains(added)) {
      assertTrue(before.size() <= 1, "only one block is not as before");
    }
    Set<List<Long>> after = new HashSet<>(blocks(more, most, bits));
    after.removeAll(blocks(hashes, most, bits));
    assertTrue(after.size() <= 65, "at most one new block for each bit, and his own");
    Set<Long> members = new HashSet<>();
    after.forEach(members::addAll);
    before.forEach(members::removeAll);
    members.remove(added);
    assertTrue(members.isEmpty(), "nobody else is in the new blocks");
  }

  /** Whoever is cut twice, first coarsely, is cut as if at once. */
  @Property(tries = 300)
  void aCutOfACutIsTheFinerCut(
      @ForAll("hashes") List<Long> hashes, @ForAll @IntRange(min = 1, max = 5) int fine) {
    List<List<Long>> twice = new ArrayList<>();
    for (List<Long> block : blocks(hashes, 2 * fine, 3)) {
      twice.addAll(blocks(block, fine, 3));
    }
    assertEquals(blocks(hashes, fine, 3), twice);
  }

  @Test
  void equalHashesThatDoNotFitAreEachABlock() {
    assertEquals(List.of(List.of(5L), List.of(5L), List.of(5L)), blocks(List.of(5L, 5L, 5L), 2, 0));
  }

  private static List<List<Long>> blocks(List<Long> hashes, int most, int bits) {
    List<List<Long>> blocks = new ArrayList<>();
    new HashTrie(
            hashes::get,
            (from, to) -> to - from <= most,
            (from, to) -> blocks.add(hashes.subList(from, to)))
        .cutBuckets(0, hashes.size(), bits);
    return blocks;
  }
}
