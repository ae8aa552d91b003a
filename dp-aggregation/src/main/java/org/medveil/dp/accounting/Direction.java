package org.medveil.dp.accounting;

/** Which of the two neighbours is the true one; all mechanisms of a composition share it. */
enum Direction {
  FORWARD,
  BACKWARD
}
