package org.medveil.jobs.dicomsource;

import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.connector.read.PartitionReader;
import org.medveil.jobs.tables.HadoopConf;
import org.medveil.jobs.tables.SourceFile;

/** The files of one task, one after the other. */
final class DicomRows implements PartitionReader<InternalRow> {
  private final Iterator<SourceFile> files;
  private final FileRows reader;
  private final HadoopConf hadoop;
  private InternalRow row;

  DicomRows(List<SourceFile> files, FileRows reader, HadoopConf hadoop) {
    this.files = files.iterator();
    this.reader = reader;
    this.hadoop = hadoop;
  }

  @Override
  public boolean next() {
    while (files.hasNext()) {
      Optional<InternalRow> next = reader.read(files.next(), hadoop.get());
      if (next.isPresent()) {
        row = next.get();
        return true;
      }
    }
    return false;
  }

  @Override
  public InternalRow get() {
    return row;
  }

  @Override
  public void close() {
    row = null;
  }
}
