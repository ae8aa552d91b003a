package org.medveil.dp;

import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;

/** The two databases that a ledger is kept in, both for real. */
enum LedgerDatabases {
  H2 {
    @Override
    LedgerLocation fresh(Path folder) {
      return at("jdbc:h2:file:" + folder.resolve("ledger-" + NUMBER.incrementAndGet()), "sa");
    }
  },
  POSTGRESQL {
    @Override
    LedgerLocation fresh(Path folder) {
      return at(PostgresServer.newSchema(), "postgres");
    }
  };

  private static final AtomicInteger NUMBER = new AtomicInteger();

  /** Where no ledger is yet. */
  abstract LedgerLocation fresh(Path folder);

  /** Where an empty, unsigned ledger is. */
  LedgerLocation made(Path folder) {
    LedgerLocation where = fresh(folder);
    JdbcLedger.create(where, Optional.empty());
    return where;
  }

  static LedgerLocation at(String url, String user) {
    return new LedgerLocation(url, user, new char[0]);
  }
}
