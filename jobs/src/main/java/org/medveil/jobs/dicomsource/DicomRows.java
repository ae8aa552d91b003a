package org.medveil.jobs.dicomsource;

import java.io.IOException;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import org.apache.hadoop.conf.Configuration;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.connector.read.PartitionReader;
import org.medveil.contracts.RejectReason;
import org.medveil.jobs.tables.Archive;
import org.medveil.jobs.tables.SourceFile;
import org.medveil.jobs.tables.SourceStream;

/** The files of one task, one after the other, and the members of archives among them. */
final class DicomRows implements PartitionReader<InternalRow> {
  private final Iterator<SourceFile> files;
  private final FileRows reader;
  private final Configuration hadoop;
  private Iterator<InternalRow> rows = Collections.emptyIterator();
  private MemberRows members;
  private InternalRow row;

  DicomRows(List<SourceFile> files, FileRows reader, Configuration hadoop) {
    this.files = files.iterator();
    this.reader = reader;
    this.hadoop = hadoop;
  }

  @Override
  public boolean next() throws IOException {
    while (!rows.hasNext()) {
      if (members != null) {
        nextMember();
      } else if (files.hasNext()) {
        nextFile(files.next());
      } else {
        return false;
      }
    }
    row = rows.next();
    return true;
  }

  private void nextMember() throws IOException {
    Optional<Iterator<InternalRow>> next = members.next();
    rows = next.orElseGet(members::own);
    if (next.isEmpty()) {
      closeMembers();
    }
  }

  private void nextFile(SourceFile file) {
    if (!Archive.is(file.uri())) {
      rows = reader.read(file, hadoop);
      return;
    }
    try {
      members = new MemberRows(file, SourceStream.open(file.uri(), hadoop), reader);
    } catch (IOException e) {
      rows = reader.rejected(file, RejectReason.UNREADABLE, "the file could not be read");
    }
  }

  private void closeMembers() throws IOException {
    MemberRows done = members;
    members = null;
    done.close();
  }

  @Override
  public InternalRow get() {
    return row;
  }

  @Override
  public void close() throws IOException {
    row = null;
    if (members != null) {
      closeMembers();
    }
  }
}
