package io.breaker.window;

/**
 * Failures in a row, counted.
 */
final class NaiveRun {

	private long length;

	/**
	 * Counts a call.
	 * @return how many failures in a row there are now
	 */
	long add(boolean failed) {
		this.length = failed ? this.length + 1 : 0;
		return this.length;
	}

	long length() {
		return this.length;
	}

}
