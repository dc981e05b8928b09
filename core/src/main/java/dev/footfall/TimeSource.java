package dev.footfall;

/** The two clocks of the pipeline; tests hold them in their hands. */
interface TimeSource {

  TimeSource SYSTEM =
      new TimeSource() {
        @Override
        public long nanos() {
          return System.nanoTime();
        }

        @Override
        public long epochMillis() {
          return System.currentTimeMillis();
        }
      };

  /** For measuring how long; unaffected by the wall clock's steps. */
  long nanos();

  /** For saying when. */
  long epochMillis();
}
