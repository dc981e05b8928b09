package dev.footfall.server.answer;

/** Something that is asked of the records, on its way to its answer. */
interface Question<T> {
  /** Whether answering it takes so long that others should not wait behind it. */
  boolean isHeavy();

  /**
   * Finds the answer.
   *
   * @param hurried whether others wait, so that more of the figures are estimated
   */
  T answer(boolean hurried);
}
