package org.medveil.jobs.minimize;

import java.io.IOException;
import java.io.InputStream;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.hadoop.conf.Configuration;
import org.medveil.imaging.Pseudonymizer;
import org.medveil.jobs.tables.MemberUri;
import org.medveil.jobs.tables.SourceStream;

/**
 * Reads the candidates of one {@link SourceGroup}: for each object an iterator over its frames. One
 * object is in memory at a time.
 */
record GroupReader(Minimizer minimizer, Pseudonymizer pseudonyms) implements Serializable {

  /**
   * @param group of one source, at least one
   */
  Iterator<Iterator<Minimized>> read(List<Candidate> group, Configuration hadoop) {
    String uri = pseudonyms.decryptUri(group.get(0).sourceUri());
    return MemberUri.of(uri)
        .map(member -> members(member.archive(), group, hadoop))
        .orElseGet(() -> List.of(file(uri, group, hadoop)).iterator());
  }

  private Iterator<Minimized> file(String uri, List<Candidate> frames, Configuration hadoop) {
    try (InputStream in = SourceStream.open(uri, hadoop)) {
      return minimizer.read(frames, in);
    } catch (IOException e) {
      return minimizer.lost(frames);
    }
  }

  private Iterator<Iterator<Minimized>> members(
      String archive, List<Candidate> group, Configuration hadoop) {
    Map<String, List<Candidate>> wanted = new LinkedHashMap<>();
    for (Candidate candidate : group) {
      String uri = pseudonyms.decryptUri(candidate.sourceUri());
      String member = MemberUri.of(uri).orElseThrow().member();
      wanted.computeIfAbsent(member, name -> new ArrayList<>()).add(candidate);
    }
    try {
      InputStream file = SourceStream.open(archive, hadoop);
      try {
        return new ArchiveWalk(archive, file, wanted, minimizer);
      } catch (IOException e) {
        file.close();
        throw e;
      }
    } catch (IOException e) {
      return List.of(minimizer.lost(group)).iterator();
    }
  }
}
